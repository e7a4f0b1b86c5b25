//! Small choices of a person, for the whole profile or for one community: a language.
//!
//! Guards: nothing that a community's decisions depend on stands here. Next: [`crate::pending`].

use act::id::CommunityId;
use rusqlite::OptionalExtension as _;

use crate::{
    community,
    failure::{ReadError, WriteError},
    profile::Profile,
};

impl Profile {
    /// A setting of the profile, or of one community in it; `None` when it was never made.
    ///
    /// # Errors
    /// When this profile isn't in the community or the disk fails.
    pub fn setting(
        &self,
        community: Option<CommunityId>,
        name: &str,
    ) -> Result<Option<String>, ReadError> {
        let value = match community {
            None => self
                .connection
                .prepare_cached("SELECT value FROM settings WHERE name = ?")?
                .query_row((name,), |row| row.get(0)),
            Some(community) => self
                .connection
                .prepare_cached(
                    "SELECT value FROM community_settings WHERE community = ? AND name = ?",
                )?
                .query_row((self.number(community)?, name), |row| row.get(0)),
        };
        Ok(value.optional()?)
    }

    /// Makes or changes a setting of the profile, or of one community in it.
    ///
    /// # Errors
    /// When this profile isn't in the community or the write fails.
    pub fn put_setting(
        &mut self,
        community: Option<CommunityId>,
        name: &str,
        value: &str,
    ) -> Result<(), WriteError> {
        self.write(|transaction| {
            if let Some(community) = community {
                let number = community::writable(transaction, community)?;
                transaction.execute(
                    "INSERT OR REPLACE INTO community_settings (community, name, value)
                     VALUES (?, ?, ?)",
                    (number, name, value),
                )?;
            } else {
                transaction.execute(
                    "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)",
                    (name, value),
                )?;
            }
            Ok(())
        })
    }
}

impl Profile {
    /// All settings by name: those of the profile, then those of each community.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn settings(&self) -> Result<Vec<Setting>, ReadError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT NULL, name, value FROM settings UNION ALL
             SELECT communities.id, community_settings.name, value FROM community_settings
             JOIN communities ON communities.number = community_settings.community
             ORDER BY 1, 2",
        )?;
        let settings = statement.query_map([], |row| {
            let community = row.get::<_, Option<[u8; 32]>>(0)?.map(CommunityId);
            Ok(Setting { community, name: row.get(1)?, value: row.get(2)? })
        })?;
        Ok(settings.collect::<Result<_, _>>()?)
    }
}

/// A setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The community that it is of; none for one of the whole profile.
    pub community: Option<CommunityId>,
    /// Its name.
    pub name: String,
    /// What it is.
    pub value: String,
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Neighbour, profile};

    #[test]
    fn settings_of_profile_and_communities_stay_apart() {
        let dir = tempfile::tempdir().unwrap();
        let neighbour = Neighbour::new(1);
        let community = Some(neighbour.community());
        {
            let mut profile = profile(dir.path());
            assert!(profile.put_setting(community, "language", "nl").is_err());
            profile.add_community(&neighbour.record(), &neighbour.key).unwrap();
            profile.put_setting(None, "language", "en").unwrap();
            profile.put_setting(community, "language", "en").unwrap();
            profile.put_setting(community, "language", "nl").unwrap();
        }
        let profile = profile(dir.path());
        assert_eq!(profile.setting(None, "language").unwrap().as_deref(), Some("en"));
        assert_eq!(profile.setting(community, "language").unwrap().as_deref(), Some("nl"));
        assert_eq!(profile.setting(None, "other").unwrap(), None);
        let all = profile.settings().unwrap();
        let all: Vec<_> = all.iter().map(|one| (one.community, one.value.as_str())).collect();
        assert_eq!(all, [(None, "en"), (community, "nl")]);
    }
}
