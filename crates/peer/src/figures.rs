//! How the running peer is doing, in figures: for whoever keeps it running and watches over it.
//!
//! Guards: no figure names a community, a member, a device or an address, nor says what anything is
//! about: what watches over machines is others' eyes. Next: `web::monitor`, where they can be had.

use std::{
    collections::BTreeMap,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use act::log::Refusal;
use prometheus_client::{
    encoding::{
        EncodeMetric,
        text::{encode_eof, encode_registry},
    },
    metrics::{counter::Counter, family::Family, gauge::ConstGauge, info::Info},
    registry::{Registry, Unit},
};
use store::condition::Room;
use sync::session::Offence;

use crate::{actor::Actor, core::now};

/// What every name begins with.
const PREFIX: &str = "meent";

/// What was counted in this run, by the one thread that sees it all.
#[derive(Debug)]
pub(crate) struct Counts {
    since: SystemTime,
    refused: BTreeMap<&'static str, u64>,
    misbehaved: BTreeMap<&'static str, u64>,
    /// Neighbours that were parted with because one of the two had others enough.
    pub(crate) parted: u64,
}

impl Default for Counts {
    fn default() -> Self {
        // All that can be counted stands there from the start, at nothing: a figure that appears later
        // can't be told from one that nobody looked at.
        let none = |reasons: &[&'static str]| reasons.iter().map(|reason| (*reason, 0)).collect();
        Self {
            since: SystemTime::now(),
            refused: none(&["foreign", "unchained", "redundant", "stranger", "unsealed"]),
            misbehaved: none(&["frame", "pack", "record", "flood"]),
            parted: 0,
        }
    }
}

impl Counts {
    /// An act that everyone refuses was delivered.
    pub(crate) fn refused(&mut self, refusal: &Refusal) {
        let reason = match refusal {
            Refusal::Foreign => "foreign",
            Refusal::Unchained => "unchained",
            Refusal::Redundant => "redundant",
            Refusal::Stranger => "stranger",
            Refusal::Unsealed => "unsealed",
        };
        *self.refused.entry(reason).or_default() += 1;
    }

    /// A peer did what no honest one does.
    pub(crate) fn misbehaved(&mut self, offence: &Offence) {
        let kind = match offence {
            Offence::Frame(_) => "frame",
            Offence::Pack(_) => "pack",
            Offence::Record(_) => "record",
            Offence::Flood => "flood",
        };
        *self.misbehaved.entry(kind).or_default() += 1;
    }
}

/// How the running peer is doing.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Since when it runs, in seconds since 1970.
    pub since: u64,
    /// How many communities the profile has.
    pub communities: usize,
    /// How many acts of all of them are stored.
    pub acts: usize,
    /// How many acts wait for what comes before them.
    pub waiting: usize,
    /// Acts that everyone refuses, by why.
    pub refused: BTreeMap<&'static str, u64>,
    /// What no honest peer does, by kind.
    pub misbehaved: BTreeMap<&'static str, u64>,
    /// Sync with a peer about a community.
    pub sync: Sync,
    /// Other devices that are connected or that neighbours heard of lately, of all communities.
    pub online: usize,
    /// Communities in which many are online, so that a few neighbours are kept.
    pub crowds: usize,
    /// Neighbours that were parted with because one of the two had others enough.
    pub parted: u64,
    /// Members who wrote more in a day than comes in of one by itself.
    pub rationed: usize,
    /// Contents of attachments that are here, how many bytes they are, and how many others are wanted.
    pub attachments: (usize, u64, usize),
    /// Whether the disk refused: then nothing is taken in until the program starts again.
    pub is_refused_by_disk: bool,
    /// What the profile takes and its disk has left; nothing when it can't be looked at.
    pub room: Option<Room>,
}

/// How far sync is, over all sessions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sync {
    /// Sessions in which both sides have the same.
    pub level: usize,
    /// The others.
    pub apart: usize,
    /// Acts that are still to be sent, to all together.
    pub to_send: usize,
    /// The most acts that one of them has and we lack.
    pub to_receive: usize,
    /// How long the session has been apart that is so longest.
    pub longest: Duration,
}

impl Actor {
    /// The figures of this moment.
    pub(crate) fn figures(&self) -> Figures {
        let homes = || self.core.homes();
        let since = self.counts.since.duration_since(UNIX_EPOCH).unwrap_or_default();
        Figures {
            since: since.as_secs(),
            communities: homes().count(),
            acts: homes().map(|home| home.community.log().len()).sum(),
            waiting: homes().map(|home| home.community.intake.waiting()).sum(),
            refused: self.counts.refused.clone(),
            misbehaved: self.counts.misbehaved.clone(),
            sync: self.sessions.progress(),
            online: homes().map(|home| home.count_online(now())).sum(),
            crowds: self.finding.choices.values().filter(|one| one.is_crowd()).count(),
            parted: self.counts.parted,
            rationed: homes().map(|home| home.community.credits.count_over()).sum(),
            attachments: self.core.count_contents(),
            is_refused_by_disk: self.core.is_broken(),
            room: self.core.profile().room().ok(),
        }
    }
}

type By = Family<[(&'static str, &'static str); 1], Counter>;

impl Figures {
    /// All of it as OpenMetrics text, with what the network counted before it.
    #[must_use]
    pub fn text(&self, network: &str) -> String {
        let mut registry = Registry::default();
        let all = registry.sub_registry_with_prefix(PREFIX);
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        all.register("build", "The program", version);
        let help = "When this run began, since 1970";
        all.register_with_unit("start_time", help, Unit::Seconds, gauge(self.since));
        all.register("communities", "Communities of the profile", gauge(self.communities));
        all.register("acts", "Acts that are stored, of all communities", gauge(self.acts));
        let help = "Acts that wait in memory for what comes before them";
        all.register("acts_waiting", help, gauge(self.waiting));
        let help = "Acts that peers delivered and everyone refuses, by why";
        all.register("acts_refused", help, by("reason", &self.refused));
        let help = "Times that a peer did what no honest one does, by kind";
        all.register("misbehaviour", help, by("kind", &self.misbehaved));
        let sync = &self.sync;
        let help = "Sync sessions in which both sides have the same";
        all.register("sync_sessions_level", help, gauge(sync.level));
        let help = "Sync sessions in which one side lacks something, as far as known";
        all.register("sync_sessions_apart", help, gauge(sync.apart));
        let help = "Acts still to be sent, to all connected peers together";
        all.register("sync_acts_to_send", help, gauge(sync.to_send));
        let help = "The most acts that one connected peer has and this one lacks";
        all.register("sync_acts_to_receive", help, gauge(sync.to_receive));
        let help = "How long the session has been apart that is so longest";
        let longest = ConstGauge::new(sync.longest.as_secs_f64());
        all.register_with_unit("sync_apart_longest", help, Unit::Seconds, longest);
        let help = "Other devices that are connected or that neighbours heard of lately";
        all.register("devices_online", help, gauge(self.online));
        let help = "Communities in which many are online, so that a few neighbours are kept";
        all.register("communities_crowded", help, gauge(self.crowds));
        let help = "Neighbours that were parted with because one of the two had others enough";
        let parted = Counter::<u64>::default();
        parted.inc_by(self.parted);
        all.register("neighbours_parted", help, parted);
        let help = "Members who wrote more in a day than comes in of one by itself";
        all.register("members_rationed", help, gauge(self.rationed));
        let (here, bytes, wanted) = self.attachments;
        all.register("attachments", "Attachments whose content is here", gauge(here));
        let help = "What the contents of attachments take";
        all.register_with_unit("attachments_stored", help, Unit::Bytes, gauge(bytes));
        let help = "Attachments whose content is wanted and not here yet";
        all.register("attachments_wanted", help, gauge(wanted));
        let help = "1 when the disk refused: nothing is taken in until the next start";
        all.register("disk_refused", help, gauge(usize::from(self.is_refused_by_disk)));
        if let Some(Room { used, free }) = self.room {
            let help = "What the profile takes on its disk";
            all.register_with_unit("disk_used", help, Unit::Bytes, gauge(used));
            let help = "What the profile's disk has left for this user";
            all.register_with_unit("disk_free", help, Unit::Bytes, gauge(free));
        }
        let mut text = network.to_owned();
        let written = encode_registry(&mut text, &registry).and_then(|()| encode_eof(&mut text));
        written.expect("a string takes all that is written");
        text
    }
}

fn gauge(value: impl TryInto<i64>) -> impl EncodeMetric + std::fmt::Debug + 'static {
    ConstGauge::new(value.try_into().unwrap_or(i64::MAX))
}

fn by(label: &'static str, counts: &BTreeMap<&'static str, u64>) -> By {
    let family = By::default();
    for (value, count) in counts {
        family.get_or_create(&[(label, *value)]).inc_by(*count);
    }
    family
}
