//! The stage: every device of the neighbourhood in one process, and what passes between them.
//!
//! Guards: each device goes through the gate that its owner's peer would use: own acts by commands,
//! others' by the intake, automatic ones by its chores. What is sent goes to everybody who is online,
//! in the order in which it was sent. Next: [`super::seat`].

use std::{collections::BTreeMap, sync::Arc};

use act::{
    act::{Act, Draft},
    charter::Charter,
    deed::Deed,
    key::SecretKey,
    register, statement,
};
use jiff::{Timestamp, ToSpan as _, civil::Date, civil::Time};

use super::{
    DemoError,
    dice::Dice,
    script::{Aliases, Device, Join, Script, Step, What},
    seat::{Seat, Wire},
};
use crate::{
    answer::Answer,
    command::Command,
    community::{Ambient, Community, kind},
    due::Chore,
    execute::{Founding, Invited, found},
    refusal::Refusal,
};

/// Where the neighbourhood is: the times in the script are those on its clocks.
const ZONE: &str = "Europe/Amsterdam";

/// Days of the story; it ends at the latest on the day before it is looked at.
const LENGTH: i32 = 30;

/// Seconds between one automatic act and the next, at most: phones on a table don't buzz at once.
const PAUSE: u32 = 40;

/// Everybody, in the order in which they came.
pub(super) struct Stage {
    seats: Vec<Seat>,
    wire: Wire,
    invites: BTreeMap<String, Invited>,
    aliases: Aliases,
    now: i64,
    secret: [u8; 32],
}

type Played<T> = Result<T, Fault>;

/// What went wrong in a step.
enum Fault {
    Refused(Refusal),
    Script(DemoError),
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<DemoError> for Fault {
    fn from(error: DemoError) -> Self {
        Self::Script(error)
    }
}

fn fault(what: impl ToString) -> DemoError {
    DemoError::Script(what.to_string())
}

impl Stage {
    /// Plays a script that ends shortly before `now`.
    pub(super) fn play(script: &Script, now: i64) -> Result<Self, DemoError> {
        let first = first_day(now)?;
        let mut stage = Self {
            seats: Vec::new(),
            wire: Wire::default(),
            invites: BTreeMap::new(),
            aliases: Aliases::new(first),
            now: 0,
            secret: [0; 32],
        };
        for (number, step) in script.steps.iter().enumerate() {
            stage.step(first, step).and_then(|()| stage.exchange()).map_err(
                |fault| match fault {
                    Fault::Refused(refusal) => DemoError::Refused { step: number, refusal },
                    Fault::Script(error) => error,
                },
            )?;
        }
        Ok(stage)
    }

    /// The founder's community and its secret.
    pub(super) fn founder(self) -> Result<(Community, [u8; 32]), DemoError> {
        let founder = self.seats.into_iter().next().ok_or_else(|| fault("nobody founds"))?;
        let mut community = founder.community;
        // Whoever looks around starts anew: nobody was met yet.
        community.met = false;
        Ok((community, self.secret))
    }

    /// The devices by name, with what each holds.
    #[cfg(test)]
    pub(super) fn communities(&self) -> impl Iterator<Item = (&str, &Community)> + '_ {
        self.seats.iter().map(|seat| (seat.name.as_str(), &seat.community))
    }

    /// The founder's community, to ask things of.
    #[cfg(test)]
    pub(super) fn founders(&mut self) -> &mut Community {
        &mut self.seats.first_mut().expect("a script begins with a founding").community
    }

    fn step(&mut self, first: Date, step: &Step) -> Played<()> {
        if let Some((day, time)) = step.day.zip(step.time.as_deref()) {
            // A step that was overtaken by automatic acts comes right after them.
            self.now = self.now.max(moment(first, day, time)?);
        }
        match &step.what {
            What::Do { by, command, alias } => {
                let command = self.aliases.command(command)?;
                let answer = self.carry_out(by, command)?;
                if let Some(alias) = alias {
                    let id = id_of(answer.as_ref())
                        .ok_or_else(|| fault(format!("{alias} has no id")))?;
                    self.aliases.name(alias, id);
                }
                Ok(())
            }
            What::Join { join } => self.join(join),
            What::Device { device } => self.enrol(device),
            What::Offline { offline } => self.set_online(offline, false),
            What::Online { online } => self.set_online(online, true),
        }
    }

    fn carry_out(&mut self, by: &str, command: Command) -> Played<Option<Answer>> {
        let now = self.now;
        if let Command::CommunityCreate { name, purpose, me, kind: word, .. } = command {
            let mut dice = Dice::of(&me);
            let mut random = |buffer: &mut [u8]| dice.fill(buffer);
            let ambient = &mut Ambient { now, random: &mut random };
            let key = Arc::new(SecretKey::from_seed(&ambient.bytes()));
            let founding = Founding {
                name,
                purpose,
                me: me.clone(),
                kind: kind(word),
                charter: Charter::default(),
            };
            let community = found(founding, key, ambient)?;
            self.secret = ambient.bytes();
            self.seats.push(Seat::new(me, community, dice));
            return Ok(None);
        }
        let seat = self.seat(by)?;
        let answer =
            seat.ambiently(now, |community, ambient| community.execute(command, ambient))?;
        Ok(Some(answer))
    }

    // As a peer does when a link was opened and somebody of the community is near.
    fn join(&mut self, join: &Join) -> Played<()> {
        let now = self.now;
        let sponsor = self.seat(&join.sponsor)?;
        let id = sponsor.community.id();
        if !self.invites.contains_key(&join.sponsor) {
            let sponsor = self.seat(&join.sponsor)?;
            let invited = sponsor.ambiently(now, Community::invite)?;
            self.invites.insert(join.sponsor.clone(), invited);
            self.exchange()?;
        }
        let invited = self.invites.get(&join.sponsor).ok_or_else(|| fault("no invite"))?;
        let mut dice = Dice::of(&join.name);
        let mut seed = [0; 32];
        dice.fill(&mut seed);
        let key = Arc::new(SecretKey::from_seed(&seed));
        let proof = SecretKey::from_seed(&invited.seed).sign(&statement::join(id, key.device()));
        let act = Act::new(Draft {
            community: id,
            device: key.device(),
            seq: 1,
            prev: None,
            seen: vec![invited.act],
            claimed_at: now,
            deed: Deed::Join(register::Join { invite: invited.act, proof, kind: kind(join.kind) }),
            words: None,
        })
        .map_err(fault)?;
        let mut seat = Seat::new(join.name.clone(), Community::new(id, key), dice);
        seat.hear(&self.wire, now)?;
        seat.community.add_own(act, now)?;
        seat.ambiently(now, |community, ambient| community.write_card(join.name.clone(), ambient))?;
        self.seats.push(seat);
        Ok(())
    }

    fn enrol(&mut self, device: &Device) -> Played<()> {
        let now = self.now;
        let mut dice = Dice::of(&device.name);
        let mut seed = [0; 32];
        dice.fill(&mut seed);
        let key = Arc::new(SecretKey::from_seed(&seed));
        let seat = self.seat(&device.of)?;
        let (member, _) = seat.community.myself()?;
        let id = seat.community.id();
        let proof = key.sign(&statement::member(id, member));
        seat.ambiently(now, |community, ambient| community.enrol(key.device(), proof, ambient))?;
        self.seats.push(Seat::new(device.name.clone(), Community::new(id, key), dice));
        Ok(())
    }

    fn set_online(&mut self, names: &[String], online: bool) -> Played<()> {
        for name in names {
            self.seat(name)?.online = online;
        }
        Ok(())
    }

    fn seat(&mut self, name: &str) -> Result<&mut Seat, DemoError> {
        let seat = self.seats.iter_mut().find(|seat| seat.name == name);
        seat.ok_or_else(|| fault(format!("{name} is not there")))
    }

    // Everybody online hears everything, and their apps do what follows from it, one after another.
    fn exchange(&mut self) -> Played<()> {
        self.pass_on()?;
        while let Some((place, chore)) = self.next_chore() {
            let seat = &mut self.seats[place];
            self.now += 1 + i64::from(seat.dice.below(PAUSE));
            seat.ambiently(self.now, |community, ambient| community.perform(chore, ambient))?;
            self.pass_on()?;
        }
        Ok(())
    }

    fn pass_on(&mut self) -> Played<()> {
        for seat in self.seats.iter_mut().filter(|seat| seat.online) {
            seat.say(&mut self.wire);
        }
        for seat in self.seats.iter_mut().filter(|seat| seat.online) {
            seat.hear(&self.wire, self.now)?;
        }
        Ok(())
    }

    fn next_chore(&self) -> Option<(usize, Chore)> {
        let online = self.seats.iter().enumerate().filter(|(_, seat)| seat.online);
        let mut due = online.filter_map(|(place, seat)| {
            seat.community.chores(self.now).into_iter().next().map(|chore| (place, chore))
        });
        due.next()
    }
}

fn id_of(answer: Option<&Answer>) -> Option<String> {
    match answer? {
        Answer::Goal(goal) => Some(goal.id.clone()),
        Answer::Decision(decision) => Some(decision.id.clone()),
        Answer::Done(done) => Some(done.id.clone()),
        _ => None,
    }
}

// The last Monday that leaves room for the whole story.
fn first_day(now: i64) -> Result<Date, DemoError> {
    let today = Timestamp::from_second(now).map_err(fault)?.in_tz(ZONE).map_err(fault)?.date();
    let latest = today.checked_sub(LENGTH.days()).map_err(fault)?;
    let since_monday = i32::from(latest.weekday().to_monday_zero_offset());
    latest.checked_sub(since_monday.days()).map_err(fault)
}

/// The first day and the moment at which the last one ends.
#[cfg(test)]
pub(super) fn term(now: i64) -> Result<(Date, i64), DemoError> {
    let first = first_day(now)?;
    Ok((first, moment(first, LENGTH + 1, "00:00")?))
}

fn moment(first: Date, day: i32, time: &str) -> Result<i64, DemoError> {
    let date = first.checked_add((day - 1).days()).map_err(fault)?;
    let time: Time = time.parse().map_err(fault)?;
    let moment = date.to_datetime(time).in_tz(ZONE).map_err(fault)?;
    Ok(moment.timestamp().as_second())
}
