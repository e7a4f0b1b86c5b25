//! PrefLib's rankings: `.soc`, `.soi`, `.toc`, `.toi` (strict or with ties, complete or not).
//!
//! Source: preflib.org, its page on the format (metadata in lines with `#`, then a count and an
//! order: `12: 3,{1,2}`). Orders are read alike whatever the file is called.
//! Guards: an order that names something twice, or what isn't on the list, is set aside by line; a line
//! that is no order refuses the file. Next: [`crate::rankings`].

use rules::tally::ranking::{Choice, Invalid, Ranking};

use crate::fault::Fault;
use crate::malformed::{Malformed, how_many_options, shown, weight};
use crate::options::Options;
use crate::rankings::Rankings;

/// Reads a file of rankings.
///
/// # Errors
/// Where it stops being one.
pub fn read(text: &str) -> Result<Rankings, Malformed> {
    let mut file = Rankings::default();
    let mut head = Head::default();
    let mut last = 1;
    for (at, line) in (1..).zip(text.lines()) {
        last = at;
        let line = line.trim();
        if let Some(metadata) = line.strip_prefix('#') {
            if !file.options.is_empty() {
                return Err(Malformed::new(at, Fault::LateMetadata));
            }
            head.read(metadata.trim(), at)?;
        } else if !line.is_empty() {
            if file.options.is_empty() {
                file.options = head.options(at)?;
            }
            let (weight, ranking) = ballot(line, at, file.options.len())?;
            file.add(at, weight, ranking)?;
        }
    }
    if file.options.is_empty() {
        file.options = head.options(last)?;
    }
    file.title = head.title;
    Ok(file)
}

/// The metadata on top.
#[derive(Debug, Default)]
struct Head {
    title: Option<String>,
    alternatives: Option<u16>,
    names: Vec<(u16, usize, String)>,
}

impl Head {
    /// One line of it, without the `#`. What is no option, number or title is for other readers.
    fn read(&mut self, line: &str, at: usize) -> Result<(), Malformed> {
        let Some((key, value)) = line.split_once(':') else { return Ok(()) };
        let value = value.trim();
        if key == "TITLE" {
            self.title = Some(value.to_owned()).filter(|title| !title.is_empty());
        } else if key == "NUMBER ALTERNATIVES" {
            self.alternatives = Some(how_many_options(value, at)?);
        } else if let Some(number) = key.strip_prefix("ALTERNATIVE NAME") {
            let number = how_many_options(number.trim(), at)?;
            self.names.push((number, at, value.to_owned()));
        }
        Ok(())
    }

    /// The options it names, in the order of their numbers.
    fn options(&mut self, at: usize) -> Result<Options, Malformed> {
        let Some(alternatives) = self.alternatives else {
            return Err(Malformed::new(at, Fault::NoAlternatives));
        };
        let mut options = Options::default();
        self.names.sort_by_key(|(number, ..)| *number);
        let mut names = self.names.drain(..).peekable();
        for wanted in 1..=alternatives {
            match names.next_if(|(number, ..)| *number == wanted) {
                Some((_, line, name)) => options.add(&name, line)?,
                // Older files name no option: its number is its name.
                None => options.add(&wanted.to_string(), at)?,
            };
        }
        match names.next() {
            None => Ok(options),
            Some((number, line, _)) => {
                Err(Malformed::new(line, Fault::Alternative { number, alternatives }))
            }
        }
    }
}

/// `12: 3,{1,2}`: twelve who rank 3 above 1 and 2, which are level.
fn ballot(
    line: &str,
    at: usize,
    options: u16,
) -> Result<(u32, Result<Ranking, Invalid>), Malformed> {
    let Some((count, order)) = line.split_once(':') else {
        return Err(Malformed::new(at, Fault::Order(shown(line))));
    };
    let weight = weight(count.trim(), at)?;
    let mut groups: Vec<Vec<Choice>> = Vec::new();
    let mut level = false;
    for word in order.split(',').map(str::trim).filter(|_| !order.trim().is_empty()) {
        let (opens, word) = word.strip_prefix('{').map_or((false, word), |rest| (true, rest));
        let (closes, word) = word.strip_suffix('}').map_or((false, word), |rest| (true, rest));
        if (opens && level) || (closes && !opens && !level) {
            return Err(Malformed::new(at, Fault::Braces));
        }
        let choice = match word.trim() {
            // `{}`: nobody is level there.
            "" if opens && closes => None,
            word => Some(number(word, at)?),
        };
        if opens || !level {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.last_mut() {
            group.extend(choice);
        }
        level = (level || opens) && !closes;
    }
    if level {
        return Err(Malformed::new(at, Fault::OpenBrace));
    }
    Ok((weight, Ranking::new(groups, options)))
}

/// An option by its number, from one. One that isn't on the list makes a ballot invalid, not the file.
fn number(word: &str, at: usize) -> Result<Choice, Malformed> {
    let number: Option<u16> = word.parse().ok();
    let choice = number.and_then(|number| number.checked_sub(1)).map(Choice);
    choice.ok_or_else(|| Malformed::new(at, Fault::Number(shown(word))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "# FILE NAME: x.toi\n# TITLE: Speelplein\n# NUMBER ALTERNATIVES: 3\n\
        # NUMBER VOTERS: 9\n# ALTERNATIVE NAME 1: bank: hout\n# ALTERNATIVE NAME 2: boom\n\
        # ALTERNATIVE NAME 3: niets\n";

    fn head_and(ballots: &str) -> Result<Rankings, Malformed> {
        read(&format!("{HEAD}{ballots}"))
    }

    fn check(ballot: &str, weight: u32, want: &[&[u16]]) {
        let file = head_and(ballot).expect("a ballot");
        let groups = want.iter().map(|group| group.iter().copied().map(Choice));
        let want = Ranking::new(groups, 3).expect("each once");
        assert_eq!(file.ballots, [(weight, want)], "{ballot}");
        assert_eq!(file.invalid, []);
    }

    fn refuse(text: &str, line: usize, word: &str) {
        let malformed = read(text).expect_err(text);
        assert_eq!(malformed.line, line, "{malformed}");
        assert!(malformed.reason.to_string().contains(word), "{malformed}");
    }

    #[test]
    fn orders_are_read_strict_or_level_complete_or_not() {
        check("4: 3,1,2\n", 4, &[&[2], &[0], &[1]]);
        check(" 12 : 3 , { 1 , 2 }\r\n\n", 12, &[&[2], &[0, 1]]);
        check("1: {1},2", 1, &[&[0], &[1]]);
        check("1: {3,1,2}", 1, &[&[2, 0, 1]]);
        check("1: 2,{}", 1, &[&[1]]);
        check("2:", 2, &[]);
        let file = head_and("1: 2\n").expect("a ballot");
        assert_eq!(file.title.as_deref(), Some("Speelplein"));
        assert!(file.options.names().eq(["bank: hout", "boom", "niets"]));
        let bare = read("# NUMBER ALTERNATIVES: 2\n1: 2\n").expect("numbers for names");
        assert!(bare.options.names().eq(["1", "2"]));
    }

    #[test]
    fn a_ballot_that_does_not_count_is_set_aside_by_line() {
        let file = head_and("5: 1,2\n2: 1,{2,1}\n1: 4\n").expect("readable");
        assert_eq!(file.ballots.len(), 1);
        let aside: Vec<_> = file.invalid.iter().map(|one| (one.line, one.weight)).collect();
        assert_eq!(aside, [(9, 2), (10, 1)]);
    }

    #[test]
    fn what_is_no_file_of_rankings_is_refused_by_line() {
        refuse("", 1, "NUMBER ALTERNATIVES");
        refuse("3: 1,2\n", 1, "NUMBER ALTERNATIVES");
        refuse("# NUMBER ALTERNATIVES: 1001\n", 1, "1001");
        refuse("# NUMBER ALTERNATIVES: -2\n", 1, "-2");
        refuse("# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 2: x\n1: 1\n", 2, "only 1");
        refuse("# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 2: 1\n1: 1\n", 2, "called '1'");
        for (ballot, word) in [
            ("drie", "count: order"),
            ("x: 1", "'x'"),
            ("0: 1", "'0'"),
            ("5000000000: 1", "5000000000"),
            ("1: een", "'een'"),
            ("1: 0", "'0'"),
            ("1: 1,,2", "''"),
            ("1: {1,{2}", "pair"),
            ("1: 1}", "pair"),
            ("1: {1,2", "closed"),
            ("1: 1\n# TITLE: late", "on top"),
        ] {
            let line = 7 + ballot.lines().count();
            refuse(&format!("{HEAD}{ballot}"), line, word);
        }
    }
}
