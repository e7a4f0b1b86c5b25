//! Which communities this profile is in, and as which device.
//!
//! Guards: a community stands in the profile only once its key does. Next: [`crate::key`].

use act::{
    id::{CommunityId, DeviceId},
    key::SecretKey,
};
use rusqlite::{Connection, OptionalExtension as _, Row};

use crate::{
    failure::{ReadError, WriteError},
    profile::Profile,
};

/// A community this profile is in.
#[derive(Clone, PartialEq, Eq)]
pub struct CommunityRecord {
    /// The community.
    pub id: CommunityId,
    /// Its last known name, to choose it by.
    pub name: String,
    /// The community's secret, by which its devices know each other on a network.
    pub secret: [u8; 32],
    /// This profile's device in it, whose key is kept.
    pub device: DeviceId,
    /// Whether the person has left it; its acts stay readable.
    pub left: bool,
}

impl std::fmt::Debug for CommunityRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Without the secret: what is printed ends up in logs.
        f.debug_struct("CommunityRecord")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("device", &self.device)
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}

impl Profile {
    /// The communities, in the order in which they were added.
    ///
    /// # Errors
    /// When the disk fails or a row is damaged.
    pub fn communities(&self) -> Result<Vec<CommunityRecord>, ReadError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, name, secret, device, \"left\" FROM communities ORDER BY number",
        )?;
        let records = statement.query_map([], record)?.collect::<Result<_, _>>()?;
        Ok(records)
    }

    /// Adds a community and the key of its device here: first the key, then the community, both
    /// durable on return.
    ///
    /// # Errors
    /// When it is there already, the key isn't the device's, or the write fails.
    pub fn add_community(
        &mut self,
        record: &CommunityRecord,
        key: &SecretKey,
    ) -> Result<(), WriteError> {
        if key.device() != record.device {
            return Err(WriteError::OtherKey(record.device));
        }
        self.keep_key(key)?;
        self.write(|transaction| {
            if number(transaction, record.id)?.is_some() {
                return Err(WriteError::Exists(record.id));
            }
            let CommunityRecord { id, name, secret, device, left } = record;
            transaction.execute(
                "INSERT INTO communities (id, name, secret, device, \"left\")
                 VALUES (?, ?, ?, ?, ?)",
                (id.0, name, secret, device.0, left),
            )?;
            Ok(())
        })
    }

    /// Changes the name of a community as last known, and whether the person left it.
    ///
    /// # Errors
    /// When this profile isn't in it or the write fails.
    pub fn update_community(
        &mut self,
        community: CommunityId,
        name: &str,
        left: bool,
    ) -> Result<(), WriteError> {
        self.write(|transaction| {
            let changed = transaction.execute(
                "UPDATE communities SET name = ?, \"left\" = ? WHERE id = ?",
                (name, left, community.0),
            )?;
            if changed == 1 { Ok(()) } else { Err(WriteError::Unknown(community)) }
        })
    }

    /// Gives this profile other devices in these communities, with what they wait for now (the caller's bytes,
    /// as in [`Profile::put_pending`]): all or none, durable on return. The keys of the old devices are
    /// gone then.
    ///
    /// # Errors
    /// When this profile isn't in one of them or the write fails.
    pub fn replace_devices(
        &mut self,
        all: &[(CommunityId, &SecretKey, Vec<u8>)],
        setting: (&str, &str),
    ) -> Result<(), WriteError> {
        let mut old = Vec::new();
        for (community, key, _) in all {
            let record = self.community(*community);
            old.push(record.map_err(|_| WriteError::Unknown(*community))?.device);
            self.keep_key(key)?;
        }
        self.write(|transaction| {
            for (community, key, waits) in all {
                transaction.execute(
                    "UPDATE communities SET device = ? WHERE id = ?",
                    (key.device().0, community.0),
                )?;
                transaction.execute(
                    "INSERT OR REPLACE INTO pending (id, bytes) VALUES (?, ?)",
                    (community.0, waits),
                )?;
            }
            transaction
                .execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", setting)?;
            Ok(())
        })?;
        old.into_iter().try_for_each(|device| self.remove_key(device))
    }

    /// The record of one community.
    ///
    /// # Errors
    /// When this profile isn't in it or the disk fails.
    pub fn community(&self, community: CommunityId) -> Result<CommunityRecord, ReadError> {
        self.connection
            .prepare_cached(
                "SELECT id, name, secret, device, \"left\" FROM communities WHERE id = ?",
            )?
            .query_row((community.0,), record)
            .optional()?
            .ok_or(ReadError::Unknown(community))
    }

    /// The number by which other tables name a community.
    pub(crate) fn number(&self, community: CommunityId) -> Result<i64, ReadError> {
        number(&self.connection, community)?.ok_or(ReadError::Unknown(community))
    }
}

fn record(row: &Row<'_>) -> rusqlite::Result<CommunityRecord> {
    Ok(CommunityRecord {
        id: CommunityId(row.get(0)?),
        name: row.get(1)?,
        secret: row.get(2)?,
        device: DeviceId(row.get(3)?),
        left: row.get(4)?,
    })
}

fn number(connection: &Connection, community: CommunityId) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT number FROM communities WHERE id = ?")?
        .query_row((community.0,), |row| row.get(0))
        .optional()
}

/// The number of a community to write to.
pub(crate) fn writable(connection: &Connection, community: CommunityId) -> Result<i64, WriteError> {
    number(connection, community)?.ok_or(WriteError::Unknown(community))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Neighbour, profile};

    #[test]
    fn communities_survive_reopening_and_keep_their_keys_apart() {
        let dir = tempfile::tempdir().unwrap();
        let (one, two) = (Neighbour::new(1), Neighbour::new(2));
        {
            let mut profile = profile(dir.path());
            profile.add_community(&one.record(), &one.key).unwrap();
            profile.add_community(&two.record(), &two.key).unwrap();
            profile.update_community(two.community(), "De Linde", true).unwrap();
        }
        let profile = profile(dir.path());
        let renamed = CommunityRecord { name: "De Linde".into(), left: true, ..two.record() };
        assert_eq!(profile.communities().unwrap(), [one.record(), renamed.clone()]);
        assert_eq!(profile.community(two.community()).unwrap(), renamed);
        assert_eq!(profile.key(one.community()).unwrap().seed(), one.key.seed());
        assert_eq!(profile.key(two.community()).unwrap().seed(), two.key.seed());
    }

    #[test]
    fn a_community_is_added_once_with_its_own_key() {
        let dir = tempfile::tempdir().unwrap();
        let mut profile = profile(dir.path());
        let (one, two) = (Neighbour::new(1), Neighbour::new(2));
        let refused = profile.add_community(&one.record(), &two.key).unwrap_err();
        assert!(matches!(refused, WriteError::OtherKey(device) if device == one.key.device()));
        profile.add_community(&one.record(), &one.key).unwrap();
        let refused = profile.add_community(&one.record(), &one.key).unwrap_err();
        assert!(matches!(refused, WriteError::Exists(_)));
        let refused = profile.update_community(two.community(), "", false).unwrap_err();
        assert!(matches!(refused, WriteError::Unknown(_)));
        // None of these is the disk's fault.
        profile.add_community(&two.record(), &two.key).unwrap();
        assert_eq!(profile.communities().unwrap().len(), 2);
    }

    #[test]
    fn a_copy_has_other_devices_and_not_the_keys_of_the_first() {
        let dir = tempfile::tempdir().unwrap();
        let (one, other) = (Neighbour::new(1), Neighbour::new(2));
        let mut open = profile(dir.path());
        open.add_community(&one.record(), &one.key).unwrap();
        let unknown = [(other.community(), &other.key, vec![])];
        assert!(open.replace_devices(&unknown, ("machine", "here")).is_err());
        assert_eq!(open.setting(None, "machine").unwrap(), None);
        let all = [(one.community(), &other.key, vec![7])];
        open.replace_devices(&all, ("machine", "here")).unwrap();
        drop(open);
        let open = profile(dir.path());
        assert_eq!(open.key(one.community()).unwrap().seed(), other.key.seed());
        assert!(open.device_key(one.key.device()).is_err());
        assert_eq!(open.pending().unwrap()[0].bytes, [7]);
        assert_eq!(open.setting(None, "machine").unwrap().as_deref(), Some("here"));
    }

    #[test]
    fn a_secret_is_not_printed() {
        let printed = format!("{:?}", Neighbour::new(1).record());
        assert!(printed.contains("name") && !printed.contains("secret"), "{printed}");
    }
}
