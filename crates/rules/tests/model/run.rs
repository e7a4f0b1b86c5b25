//! One community's life: people take turns, hear of each other or don't, and in the end know all.
//!
//! Guards: whatever goes wrong is told with the seed and all acts. Next: `honest.rs`.

use act::deed::Deed;

use crate::{
    dice::{Dice, Tally},
    town::Town,
};

/// Lives one community's life and adds up what happened.
///
/// # Errors
/// What did not hold, with the acts.
pub(crate) fn run(seed: u64, tally: &mut Tally) -> Result<(), String> {
    let mut dice = Dice::new(seed);
    let people = [2, 3, 4, 5, 5, 6, 6, 7, 8, 9][dice.below(10)];
    // Up to four, and most often not so many that nothing is promised.
    let liars = (1 + dice.below(4)).min(people - 1).min(people / 2 + dice.below(2));
    let mut honest = vec![true; people];
    for _ in 0..liars {
        let honest_ones: Vec<_> = (0..people).filter(|person| honest[*person]).collect();
        honest[dice.pick(&honest_ones).unwrap_or_default()] = false;
    }
    // Most are there from the start: a single founder is a register of one.
    let founders = people - dice.below(3).min(people - 1);
    let mut town = Town::found(dice, &honest, founders);
    let mut told = live(&mut town).and_then(|()| town.check());
    if seed.is_multiple_of(10) {
        told = told.and_then(|()| town.check_definitions());
    }
    tally.add(std::mem::take(&mut town.tally));
    told.map_err(|error| format!("seed {seed}: {error}\n{}", tell(&town)))
}

fn live(town: &mut Town) -> Result<(), String> {
    let turns = 20 + town.dice.below(40);
    // Most have a round from the start, which everybody heard of.
    if town.dice.chance(70)
        && let Some(first) = town.those(true).first().copied()
        && let Some(deed) = town.open(first)
    {
        let open = town.say(first, deed);
        for person in town.those(true) {
            town.hear(person, town.past_and(open));
        }
    }
    // Now and then honest people live in two camps that don't hear of each other until the end.
    let apart = town.dice.chance(30);
    for _ in 0..turns {
        if town.is_full() {
            break;
        }
        let person = town.dice.below(town.people.len());
        if !town.people[person].honest {
            town.liars_turn(person);
            continue;
        }
        // Somebody hears of what another one knows, of everything, or of nothing new.
        let camp = |other: &usize| !apart || (other + person).is_multiple_of(2);
        let honest: Vec<_> = town.those(true).into_iter().filter(camp).collect();
        match town.dice.below(4) {
            0 => {}
            1 | 2 => {
                let other = town.dice.pick(&honest).unwrap_or(person);
                town.hear(person, town.people[other].knows);
            }
            _ => {
                let all = honest.iter().fold(0, |all, other| all | town.people[*other].knows);
                town.hear(person, all);
            }
        }
        town.honest_turn(person)?;
    }
    // In the end everything comes out, and everybody honest has said that they know it.
    for person in town.those(true) {
        town.hear(person, town.all());
        town.look(person)?;
        town.say(person, Deed::Gather);
    }
    for person in town.those(true) {
        town.hear(person, town.all());
        town.look(person)?;
    }
    Ok(())
}

// All acts, for whoever looks for what went wrong.
fn tell(town: &Town) -> String {
    let mut lines = Vec::new();
    for (at, person) in town.people.iter().enumerate() {
        let honest = if person.honest { "honest" } else { "liar" };
        lines.push(format!("person {at}: {honest} {:?} {:?}", person.member, person.acts));
    }
    for (index, entry) in town.log.iter() {
        let parents: Vec<_> = entry.parents().map(act::log::Index::at).collect();
        let (at, deed) = (index.at(), entry.act.deed());
        let stood = town.judge.verdict(index).stood;
        lines.push(format!("{at}: {} after {parents:?}, stood {stood}: {deed:?}", entry.act.id()));
    }
    lines.join("\n")
}
