//! BLT, the file of rankings that programs for transferable votes share.
//!
//! Source: the ballot format of Wichmann's and OpenSTV's programs: candidates and seats, `-3` for who
//! withdrew, a line per ballot (`12 3 1=2 0`: twelve who rank 3 above 1 and 2), `0`, names in quotes and a
//! title. `-` is a place left open; `#` starts a comment, `/*` and `*/` enclose one.
//! Guards: who withdrew is on no ballot and no option; what can't count is set aside by line, what can't
//! be read refuses the file. Next: [`crate::rankings`].

use rules::tally::ranking::{Choice, Invalid, MAX_OPTIONS, Ranking, choices};

use crate::fault::{Expected, Fault};
use crate::malformed::{Malformed, how_many_options, shown, weight};
use crate::rankings::Rankings;

/// Reads a file of rankings with its seats.
///
/// # Errors
/// Where it stops being one.
pub fn read(text: &str) -> Result<Rankings, Malformed> {
    let mut tokens = Tokens { rest: text, line: 1 };
    let (candidates, line) = tokens.word(Expected::Options)?;
    let candidates = how_many_options(candidates, line)?;
    let (seats, line) = tokens.word(Expected::Seats)?;
    let read = seats.parse().ok().filter(|seats| *seats <= MAX_OPTIONS);
    let seats = read.ok_or_else(|| Malformed::new(line, Fault::Seats(shown(seats))))?;
    let mut file = Rankings::default();
    file.seats = Some(seats);
    let mut renumbered = Renumbered::new(candidates);
    let mut began = false;
    loop {
        let (word, line) = tokens.word(Expected::Ballot)?;
        if word == "0" {
            break;
        }
        if let Some(withdrawn) = word.strip_prefix('-').filter(|_| !began) {
            renumbered.withdraw(withdrawn, line)?;
            continue;
        }
        began = true;
        let weight = weight(word, line)?;
        let ranking = ballot(&mut tokens, candidates)?;
        file.add(line, weight, ranking.map(|ranking| renumbered.apply(&ranking)))?;
    }
    names(&mut tokens, &renumbered, &mut file)?;
    Ok(file)
}

/// The preferences of a ballot up to its `0`.
fn ballot(tokens: &mut Tokens<'_>, candidates: u16) -> Result<Result<Ranking, Invalid>, Malformed> {
    let mut groups: Vec<Vec<Choice>> = Vec::new();
    loop {
        let (word, line) = tokens.word(Expected::Preference)?;
        match word {
            "0" => return Ok(Ranking::new(groups, candidates)),
            "-" => {}
            word => {
                let level = word.split('=').map(|number| candidate(number, line));
                groups.push(level.collect::<Result<_, _>>()?);
            }
        }
    }
}

/// A candidate by its number, from one. One that isn't there makes a ballot invalid, not the file.
fn candidate(word: &str, line: usize) -> Result<Choice, Malformed> {
    let number: Option<u16> = word.parse().ok();
    let choice = number.and_then(|number| number.checked_sub(1)).map(Choice);
    choice.ok_or_else(|| Malformed::new(line, Fault::Number(shown(word))))
}

/// The names after the ballots: every candidate's, then a title; what follows is a note.
fn names(
    tokens: &mut Tokens<'_>,
    renumbered: &Renumbered,
    file: &mut Rankings,
) -> Result<(), Malformed> {
    for candidate in choices(renumbered.candidates()) {
        let Some((name, line)) = tokens.quoted()? else {
            return Err(Malformed::new(tokens.line, Fault::NoName(candidate.index() + 1)));
        };
        match renumbered.to(candidate) {
            Some(_) => {
                file.options.add(name, line)?;
            }
            None => file.withdrawn.push(name.to_owned()),
        }
    }
    file.title = tokens.quoted()?.map(|(title, _)| title.to_owned());
    while tokens.quoted()?.is_some() {}
    Ok(())
}

/// Where each candidate of the file is among those who did not withdraw.
struct Renumbered(Vec<Option<Choice>>);

impl Renumbered {
    fn new(candidates: u16) -> Self {
        Self(choices(candidates).map(Some).collect())
    }

    fn candidates(&self) -> u16 {
        u16::try_from(self.0.len()).expect("made for so many, a u16")
    }

    fn to(&self, candidate: Choice) -> Option<Choice> {
        self.0[candidate.index()]
    }

    fn withdraw(&mut self, word: &str, line: usize) -> Result<(), Malformed> {
        let withdrawn = candidate(word, line)?;
        match self.0.get_mut(withdrawn.index()) {
            Some(place) => *place = None,
            None => return Err(Malformed::new(line, Fault::Withdrew(shown(word)))),
        }
        let staying = self.0.iter_mut().flatten();
        for (place, choice) in (0..).zip(staying) {
            *choice = Choice(place);
        }
        Ok(())
    }

    /// The same ranking without who withdrew.
    fn apply(&self, ranking: &Ranking) -> Ranking {
        let groups = ranking.places().chunk_by(|one, next| one.1 == next.1);
        let groups = groups.map(|group| group.iter().filter_map(|(choice, _)| self.to(*choice)));
        Ranking::new(groups, self.candidates()).expect("part of a ranking is one, renumbered apart")
    }
}

/// The words of the file, with the line each is on.
struct Tokens<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Tokens<'a> {
    /// Passes what says nothing: space and comments.
    fn skip(&mut self) -> Result<(), Malformed> {
        loop {
            let trimmed = self.rest.trim_start();
            self.pass(self.rest.len() - trimmed.len());
            if self.rest.starts_with('#') {
                self.pass(self.rest.find('\n').unwrap_or(self.rest.len()));
            } else if self.rest.starts_with("/*") {
                let Some(end) = self.rest.find("*/") else {
                    return Err(Malformed::new(self.line, Fault::OpenComment));
                };
                self.pass(end + 2);
            } else {
                return Ok(());
            }
        }
    }

    /// Goes on by so many bytes; gives them.
    fn pass(&mut self, bytes: usize) -> &'a str {
        let (passed, rest) = self.rest.split_at(bytes);
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
        self.rest = rest;
        passed
    }

    /// The next word and its line; `what` is expected there.
    fn word(&mut self, what: Expected) -> Result<(&'a str, usize), Malformed> {
        self.skip()?;
        let end = self.rest.find(|c: char| c.is_whitespace() || c == '#');
        let line = self.line;
        match self.pass(end.unwrap_or(self.rest.len())) {
            "" => Err(Malformed::new(line, Fault::Ends(what))),
            word => Ok((word, line)),
        }
    }

    /// The next text in quotes and its line; none at the end of the file.
    fn quoted(&mut self) -> Result<Option<(&'a str, usize)>, Malformed> {
        self.skip()?;
        let line = self.line;
        if self.rest.is_empty() {
            return Ok(None);
        }
        let end = self.rest.strip_prefix('"').and_then(|inner| inner.find(['"', '\n']));
        let end = end.filter(|end| self.rest[1 + end..].starts_with('"'));
        let Some(end) = end else {
            let first = self.rest.lines().next().unwrap_or_default();
            return Err(Malformed::new(line, Fault::Unquoted(shown(first))));
        };
        let quoted = self.pass(end + 2);
        Ok(Some((&quoted[1..=end], line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &str = "0\n\"Aïcha\"\n\"Bert # 2\"\n\"Cem\"\n";

    fn check(head: &str, want: &[(u32, &[&[u16]])], names: &[&str]) -> Rankings {
        let file = read(&format!("{head}\n{NAMES}\"Wijkraad\" # title\n\"a note\"")).expect(head);
        let ranking = |groups: &[&[u16]]| {
            let groups = groups.iter().map(|group| group.iter().copied().map(Choice));
            Ranking::new(groups, 3).expect("each once")
        };
        let want: Vec<_> = want.iter().map(|(weight, groups)| (*weight, ranking(groups))).collect();
        assert_eq!(file.ballots, want, "{head}");
        assert!(file.options.names().eq(names.iter().copied()), "{head}");
        assert_eq!(file.title.as_deref(), Some("Wijkraad"));
        file
    }

    fn refuse(text: &str, line: usize, word: &str) {
        let malformed = read(text).expect_err(text);
        assert_eq!(malformed.line, line, "{malformed}");
        assert!(malformed.reason.to_string().contains(word), "{malformed}");
    }

    #[test]
    fn weights_ties_gaps_and_comments_are_read() {
        let all = ["Aïcha", "Bert # 2", "Cem"];
        let file = check(
            "3 2\n5 1 3 0 # five\n1 2=1 - 3 0\n/* none\n */ 2 0",
            &[(5, &[&[0], &[2]]), (1, &[&[1, 0], &[2]]), (2, &[])],
            &all,
        );
        assert_eq!((file.seats, file.withdrawn.len()), (Some(2), 0));
        check("3 2\r\n4 1\r\n 2 0", &[(4, &[&[0], &[1]])], &all);
        check("3 0", &[], &all);
    }

    #[test]
    fn who_withdrew_is_no_option_and_rankings_close_up() {
        let file = check(
            "3 1\n-1\n2 1 3 0\n1 2=1 3 0\n4 1 0\n",
            &[(2, &[&[1]]), (1, &[&[0], &[1]]), (4, &[])],
            &["Bert # 2", "Cem"],
        );
        assert_eq!(file.withdrawn, ["Aïcha"]);
        check("3 1 -3 -1 2 2 0", &[(2, &[&[0]])], &["Bert # 2"]);
    }

    #[test]
    fn a_ballot_that_does_not_count_is_set_aside_by_line_with_the_file_s_numbers() {
        let file = check("3 1\n-1\n1 2 0\n2 3 2 3 0\n1 4 0", &[(1, &[&[0]])], &["Bert # 2", "Cem"]);
        let aside: Vec<_> = file.invalid.iter().map(|one| (one.line, one.weight)).collect();
        assert_eq!(aside, [(4, 2), (5, 1)]);
        assert!(
            file.invalid[0].reason.to_string().contains("option 3"),
            "{}",
            file.invalid[0].reason
        );
        assert!(
            file.invalid[1].reason.to_string().contains("option 4"),
            "{}",
            file.invalid[1].reason
        );
    }

    #[test]
    fn what_is_no_file_of_rankings_is_refused_by_line() {
        for (text, line, word) in [
            ("", 1, "how many candidates"),
            ("1001 2\n0", 1, "1001"),
            ("twee 2\n0", 1, "'twee'"),
            ("2 -1\n0", 1, "'-1'"),
            ("2", 1, "how many seats"),
            ("2 1\n1 1", 2, "next preference"),
            ("2 1\n1 1 0\n", 4 - 1, "0 after the last"),
            ("2 1\n1 1 x 0", 2, "'x'"),
            ("2 1\n1 1= 0", 2, "''"),
            ("2 1\n-1.5 0", 2, "'1.5'"),
            ("2 1\n-3 0", 2, "isn't there"),
            ("2 1\n1 1 0\n-1 1 0", 3, "'-1'"),
            ("2 1\n0.5 1 0", 2, "'0.5'"),
            ("2 1\n0\n\"a\"\n", 4, "candidate 2"),
            ("2 1\n0\n\"a\"\nb", 4, "'b'"),
            ("2 1\n0\n\"a\"\n\"b\nc\"", 4, "no name in quotes"),
            ("2 1\n0\n\"a\"\n\"a\"", 4, "called 'a'"),
            ("2 1\n0\n\"a\"\n\"\"", 4, "1 to"),
            ("2 1\n/* 1 1 0", 2, "never closed"),
        ] {
            refuse(text, line, word);
        }
    }
}
