//! A community as it stands on the disk, in memory again.
//!
//! Guards: what is in memory after this is durable, all of it. Next: [`crate::core`].

use std::{collections::BTreeMap, fmt::Display, sync::Arc};

use act::deed::Deed;
use document::snapshot::Loading;
use store::{community::CommunityRecord, failure::ReadError, pending::Pending, profile::Profile};

use crate::{
    book::Book,
    community::Community,
    core::{SCHISM, StartError},
    home::Home,
    schism::Schism,
    setting,
    waiting::Waiting,
};

/// Loads a community with what waits in it.
///
/// # Errors
/// When what is stored can't be read.
pub(crate) fn home(
    profile: &Profile,
    record: CommunityRecord,
    waits: &[Pending],
) -> Result<Home, StartError> {
    let read = |error: &dyn Display| StartError::Read(error.to_string());
    let key = Arc::new(profile.key(record.id).map_err(|error| read(&error))?);
    // A snapshot that can't be read is thrown away: it is a cache.
    let snapshot = profile.snapshot(record.id).ok().flatten();
    let held = snapshot.as_ref().map_or(0, |snapshot| snapshot.acts);
    let snapshot = snapshot.map(|snapshot| Loading::begin(snapshot.bytes));
    let (acts, seals) = profile.load(record.id).map_err(|error| read(&error))?;
    let mut received = BTreeMap::new();
    for act in acts.iter().filter(|act| matches!(act.deed(), Some(Deed::Open(_)))) {
        let moment = profile.received_at(record.id, act.id());
        received.extend(moment.map_err(|error| read(&error))?.map(|at| (act.id(), at)));
    }
    let community = Community::load(record.id, key, acts, &seals, received, snapshot);
    let mut community = community.map_err(|error| read(&error))?;
    settings(profile, &mut community).map_err(|error| read(&error))?;
    let waiting = waits.iter().find(|wait| wait.id == record.id.0);
    let waiting = waiting.and_then(|wait| Waiting::decode(&wait.bytes));
    community.came_by = waiting.as_ref().and_then(Waiting::came_by);
    let paper = match &waiting {
        // Without it, it is as if the words had not been typed: they can be typed again.
        Some(Waiting::Paper { key, .. }) => profile.device_key(*key).ok().map(Arc::new),
        _ => None,
    };
    let records = profile.device_records(record.id).map_err(|error| read(&error))?;
    let book = Book::load(record.id, &records);
    let mut home = Home::new(community, record, waiting);
    home.book = book;
    home.paper = paper;
    home.snapshot = usize::try_from(held).unwrap_or(0);
    Ok(home)
}

/// What is set for this device alone, put on a community as its disk has it.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn settings(profile: &Profile, community: &mut Community) -> Result<(), ReadError> {
    let id = community.id();
    let kept_out = profile.setting(Some(id), SCHISM)?;
    community.schism = Schism::read(community.log(), &kept_out.unwrap_or_default());
    community.blocked = setting::blocked(profile, id)?;
    Ok(())
}
