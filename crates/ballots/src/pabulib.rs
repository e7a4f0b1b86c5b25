//! Pabulib's files of budgets (`.pb`, pabulib.org/format): three parts (META, PROJECTS, VOTES) of lines with
//! values between semicolons, the first line of each part saying what they are.
//!
//! Read are approvals: everybody names projects. Projects go by their `project_id`. What a file says of the
//! rule it was counted by, or of who voted, is passed over. Guards: money is exact, in the smallest unit that
//! the file writes. Next: [`crate::malformed`].

use rules::tally::{
    approval::{Ballot, Rules},
    budget::{BadPlan, Plan},
    ranking::Choice,
};

use crate::{
    fault::Fault,
    malformed::{InvalidBallot, MAX_LINES, Malformed, shown},
    options::Options,
    unfit::Unfit,
};

/// The most decimals that an amount of money may have: more than any currency, and 18 digits fit in 64 bits.
pub const DECIMALS: usize = 4;

/// A file of a budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What it calls itself.
    pub title: Option<String>,
    /// The projects by their ids.
    pub projects: Options,
    /// What each project is called, in the order of the list; empty when the file doesn't say.
    pub called: Vec<String>,
    /// The pot and the costs, in units of which 10 to the power of `decimals` make one.
    pub plan: Plan,
    /// How many decimals the money of the file has.
    pub decimals: usize,
    /// How many cast an approval, and the approval. Blank ones included.
    pub ballots: Vec<(u32, Ballot)>,
    /// Ballots that do not count, with the reason.
    pub invalid: Vec<InvalidBallot>,
}

/// Reads a file.
///
/// # Errors
/// Where it stops being one, or when it holds other votes than approvals.
pub fn read(text: &str) -> Result<Budget, Malformed> {
    let mut lines = Lines { lines: text.lines().enumerate(), part: None, last: 1 };
    lines.part("META")?;
    let about = About::read(&mut lines)?;
    lines.part("PROJECTS")?;
    let projects = Projects::read(&mut lines)?;
    lines.part("VOTES")?;
    let money: Vec<_> = projects.costs.iter().chain([&about.pot]).collect();
    let most = money.iter().map(|amount| amount.decimals).max().unwrap_or_default();
    // Money is written with two decimals, or with none.
    let decimals = if most == 1 { 2 } else { most };
    let mut amounts = money.iter().map(|amount| amount.in_units(decimals));
    let mut costs = amounts.by_ref().collect::<Result<Vec<_>, _>>()?;
    let pot = costs.pop().expect("the pot was put in last");
    let plan = Plan::new(pot, &costs).map_err(|bad| {
        let fault = match bad {
            BadPlan::Free(_) => Fault::Free,
            BadPlan::TooMany => Fault::TooManyOptions,
        };
        Malformed::new(lines.last, fault)
    })?;
    let rules = Rules {
        options: projects.options.len(),
        most: about.most.unwrap_or(projects.options.len()),
        seats: 0,
    };
    let (ballots, invalid) = votes(&mut lines, &projects.options, &rules)?;
    let Projects { options, called, .. } = projects;
    Ok(Budget { title: about.title, projects: options, called, plan, decimals, ballots, invalid })
}

/// The lines of a file, by part.
struct Lines<'a> {
    lines: std::iter::Enumerate<std::str::Lines<'a>>,
    /// The name of the next part, when its line was met, and that line.
    part: Option<(usize, &'a str)>,
    /// The line that was read last, from one.
    last: usize,
}

impl<'a> Lines<'a> {
    /// The next line of this part; none when the next part begins.
    fn next(&mut self) -> Option<(usize, &'a str)> {
        if self.part.is_some() {
            return None;
        }
        let (at, line) = self.lines.by_ref().find(|(_, line)| !line.trim().is_empty())?;
        self.last = at + 1;
        let name = line.trim().trim_end_matches(';');
        if ["META", "PROJECTS", "VOTES"].iter().any(|part| part.eq_ignore_ascii_case(name)) {
            self.part = Some((self.last, name));
            return None;
        }
        Some((self.last, line))
    }

    /// Begins a part, whose line comes next or was met.
    fn part(&mut self, name: &str) -> Result<(), Malformed> {
        let met = self.next();
        match (met, self.part.take()) {
            (None, Some((_, part))) if part.eq_ignore_ascii_case(name) => Ok(()),
            (met, part) => {
                let line = met.or(part).map_or(self.last, |(line, _)| line);
                Err(Malformed::new(line, Fault::Part(name.to_owned())))
            }
        }
    }

    /// The line that says what the values of this part are.
    fn header(&mut self) -> Result<Vec<String>, Malformed> {
        let Some((line, text)) = self.next() else {
            return Err(Malformed::new(self.last, Fault::Header));
        };
        let lower = values(line, text)?.into_iter().map(|name| name.trim().to_lowercase());
        Ok(lower.collect())
    }
}

/// The values of a line. One that holds a semicolon or a quote stands between quotes, its own doubled.
fn values(line: usize, text: &str) -> Result<Vec<String>, Malformed> {
    let mut values = vec![String::new()];
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = values.last_mut().expect("begins with one and only grows");
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                last.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if last.is_empty() => quoted = true,
            ';' if !quoted => values.push(String::new()),
            letter => last.push(letter),
        }
    }
    if quoted {
        return Err(Malformed::new(line, Fault::OpenQuote));
    }
    Ok(values)
}

/// Where a value stands in each line of a part.
fn column(header: &[String], name: &str, line: usize) -> Result<usize, Malformed> {
    let column = header.iter().position(|one| one == name);
    column.ok_or_else(|| Malformed::new(line, Fault::Column(name.to_owned())))
}

/// An amount of money as written: whole units of which 10 to the power of `decimals` make one.
struct Amount {
    whole: u64,
    decimals: usize,
    line: usize,
}

impl Amount {
    fn read(line: usize, text: &str) -> Result<Self, Malformed> {
        let wrong = || Malformed::new(line, Fault::Money(shown(text)));
        let (whole, part) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), ""));
        let part = part.trim_end_matches('0');
        let digits = format!("{whole}{part}");
        let sound = !whole.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !sound || part.len() > DECIMALS {
            return Err(wrong());
        }
        let whole = digits.parse().map_err(|_| wrong())?;
        Ok(Self { whole, decimals: part.len(), line })
    }

    /// The same amount with more decimals.
    fn in_units(&self, decimals: usize) -> Result<u64, Malformed> {
        let finer =
            (self.decimals..decimals).try_fold(self.whole, |whole, _| whole.checked_mul(10));
        finer.ok_or_else(|| Malformed::new(self.line, Fault::TooMuchMoney))
    }
}

/// What the first part says that matters to a count.
struct About {
    title: Option<String>,
    pot: Amount,
    /// The most projects that a ballot may name.
    most: Option<u16>,
}

impl About {
    fn read(lines: &mut Lines<'_>) -> Result<Self, Malformed> {
        let (mut title, mut pot, mut most) = (None, None, None);
        while let Some((line, text)) = lines.next() {
            let values = values(line, text)?;
            let [key, value, ..] = values.as_slice() else {
                return Err(Malformed::new(line, Fault::Pair));
            };
            match key.trim() {
                "description" => title = Some(value.trim().to_owned()),
                "budget" => pot = Some(Amount::read(line, value)?),
                "vote_type" if value.trim() != "approval" => {
                    return Err(Malformed::new(line, Fault::VoteType(shown(value))));
                }
                "max_length" => {
                    let length: Option<u64> = value.trim().parse().ok();
                    let wrong = || Malformed::new(line, Fault::MostNamed(shown(value)));
                    let length = length.ok_or_else(wrong)?;
                    // More than there are is as good as all.
                    most = Some(u16::try_from(length).unwrap_or(u16::MAX));
                }
                _ => {}
            }
        }
        let pot = pot.ok_or_else(|| Malformed::new(lines.last, Fault::NoBudget))?;
        Ok(Self { title: title.filter(|title| !title.is_empty()), pot, most })
    }
}

/// What can be paid.
struct Projects {
    options: Options,
    called: Vec<String>,
    costs: Vec<Amount>,
}

impl Projects {
    fn read(lines: &mut Lines<'_>) -> Result<Self, Malformed> {
        let header = lines.header()?;
        let id = column(&header, "project_id", lines.last)?;
        let cost = column(&header, "cost", lines.last)?;
        let name = header.iter().position(|column| column == "name");
        let mut all = Self { options: Options::default(), called: Vec::new(), costs: Vec::new() };
        while let Some((line, text)) = lines.next() {
            let values = values(line, text)?;
            let value = |column: usize| values.get(column).map_or("", String::as_str);
            all.options.add(value(id), line)?;
            let amount = Amount::read(line, value(cost))?;
            if amount.whole == 0 {
                return Err(Malformed::new(line, Fault::Free));
            }
            all.costs.push(amount);
            all.called.push(name.map(value).unwrap_or_default().trim().to_owned());
        }
        Ok(all)
    }
}

type Votes = (Vec<(u32, Ballot)>, Vec<InvalidBallot>);

fn votes(lines: &mut Lines<'_>, projects: &Options, rules: &Rules) -> Result<Votes, Malformed> {
    let header = lines.header()?;
    let vote = column(&header, "vote", lines.last)?;
    let (mut ballots, mut invalid) = (Vec::new(), Vec::new());
    while let Some((line, text)) = lines.next() {
        if ballots.len() + invalid.len() >= MAX_LINES {
            return Err(Malformed::new(line, Fault::TooManyLines));
        }
        let values = values(line, text)?;
        let named = values.get(vote).map_or("", String::as_str);
        match ballot(named, projects, rules) {
            Ok(ballot) => ballots.push((1, ballot)),
            Err(reason) => invalid.push(InvalidBallot { line, weight: 1, reason }),
        }
    }
    if let Some((line, part)) = lines.part {
        return Err(Malformed::new(line, Fault::AfterVotes(part.to_owned())));
    }
    Ok((ballots, invalid))
}

fn ballot(named: &str, projects: &Options, rules: &Rules) -> Result<Ballot, Unfit> {
    let ids = named.split(',').map(str::trim).filter(|id| !id.is_empty());
    let find = |id: &str| projects.find(id).ok_or_else(|| Unfit::Project(shown(id)));
    let named = ids.map(find).collect::<Result<Vec<Choice>, _>>()?;
    Ok(Ballot::new(rules, &named)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "META\nkey;value\ndescription;\"Buurt; 2026\"\nbudget;100,5\nvote_type;approval\n\
        max_length;2\nPROJECTS\nproject_id;name;cost\n7;Een \"bankje\";40\n12;\"Een \"\"eik\"\"\";60.25\n\
        VOTES\nvoter_id;age;vote\n1;40;7,12\n2;;\n3;50;7,7\n4;50;13\n5;50; 12 , 7 ,12\n";

    fn check(text: &str, line: usize, reason: &str) {
        let malformed = read(text).expect_err("no file");
        assert_eq!(malformed.line, line, "{malformed}");
        assert!(malformed.reason.to_string().contains(reason), "{malformed}");
    }

    #[test]
    fn money_is_exact_and_projects_go_by_their_ids() {
        let budget = read(FILE).expect("a file");
        assert_eq!(budget.title.as_deref(), Some("Buurt; 2026"));
        assert_eq!(budget.projects.names().collect::<Vec<_>>(), ["7", "12"]);
        assert_eq!(budget.called, ["Een \"bankje\"", "Een \"eik\""]);
        assert_eq!((budget.plan.pot(), budget.decimals), (10_050, 2));
        assert_eq!(budget.plan.cost(Choice(0)), 4_000);
        assert_eq!(budget.plan.cost(Choice(1)), 6_025);
    }

    #[test]
    fn a_ballot_that_can_not_be_counted_is_named_and_the_others_count() {
        let budget = read(FILE).expect("a file");
        let named: Vec<_> =
            budget.ballots.iter().map(|(_, ballot)| ballot.named().to_vec()).collect();
        assert_eq!(named, [vec![Choice(0), Choice(1)], vec![]]);
        let lines: Vec<_> = budget.invalid.iter().map(|ballot| ballot.line).collect();
        assert_eq!(lines, [15, 16, 17]);
        assert_eq!(budget.invalid[1].reason.to_string(), "there is no project '13'");
    }

    #[test]
    fn what_is_no_file_is_refused_at_its_line() {
        let with = |from: &str, to: &str| FILE.replace(from, to);
        check("", 1, "META");
        check("hallo", 1, "META");
        check(&with("budget;100,5\n", ""), 6, "'budget'");
        check(&with("100,5", "-1"), 4, "no amount of money");
        check(&with("100,5", "1e9"), 4, "no amount of money");
        check(&with("100,5", "1.23456"), 4, "no amount of money");
        check(&with("100,5", "99999999999999999999"), 4, "no amount of money");
        check(&with("100,5", "18446744073709551615"), 4, "more money");
        check(&with("approval", "ordinal"), 5, "'ordinal'");
        check(&with("max_length;2", "max_length"), 6, "semicolon");
        check(&with("max_length;2", "max_length;veel"), 6, "'veel'");
        check(&with("PROJECTS\n", ""), 10, "PROJECTS");
        check(&with("project_id;name", "id;name"), 8, "'project_id'");
        check(&with(";40", ";0"), 9, "costs nothing");
        check(&with("\n12;", "\n7;"), 10, "two options");
        check(&with("\"Een \"\"eik\"\"\"", "\"Een"), 10, "quote");
        check(&with(";vote\n", ";stem\n"), 12, "'vote'");
        check(&format!("{FILE}VOTES\n"), 18, "no part VOTES");
        check("META\nbudget;1\nPROJECTS\nproject_id;cost\n", 4, "VOTES");
    }
}
