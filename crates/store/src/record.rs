//! Where devices of a community were last heard to be: what a peer dials after a restart.
//!
//! Guards: one for each device, the newest that the caller puts. The bytes mean something to the peer
//! only. Next: [`crate::pending`].

use act::id::{CommunityId, DeviceId};

use crate::{
    community,
    failure::{ReadError, WriteError},
    profile::Profile,
};

impl Profile {
    /// The records of a community's devices, by device.
    ///
    /// # Errors
    /// When this profile isn't in the community or the disk fails.
    pub fn device_records(&self, community: CommunityId) -> Result<Vec<Vec<u8>>, ReadError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT bytes FROM device_records WHERE community = ? ORDER BY device",
        )?;
        let records = statement.query_map((self.number(community)?,), |row| row.get(0))?;
        Ok(records.collect::<Result<_, _>>()?)
    }

    /// Keeps records of a community's devices, each in place of an older one; `None` forgets it.
    ///
    /// # Errors
    /// When this profile isn't in the community, left it, or the write fails.
    pub fn put_device_records(
        &mut self,
        community: CommunityId,
        records: &[(DeviceId, Option<Vec<u8>>)],
    ) -> Result<(), WriteError> {
        self.write(|transaction| {
            let number = community::writable(transaction, community)?;
            for (device, bytes) in records {
                match bytes {
                    Some(bytes) => transaction.execute(
                        "INSERT OR REPLACE INTO device_records (community, device, bytes)
                         VALUES (?, ?, ?)",
                        (number, device.0, bytes),
                    )?,
                    None => transaction.execute(
                        "DELETE FROM device_records WHERE community = ? AND device = ?",
                        (number, device.0),
                    )?,
                };
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use act::id::DeviceId;

    use crate::fixture::{Neighbour, profile};

    #[test]
    fn the_newest_record_of_each_device_is_there_after_a_restart() {
        let dir = tempfile::tempdir().unwrap();
        let neighbour = Neighbour::new(1);
        let community = neighbour.community();
        let [ali, bea] = [DeviceId([1; 32]), DeviceId([2; 32])];
        {
            let mut profile = profile(dir.path());
            assert!(profile.put_device_records(community, &[(ali, Some(vec![1]))]).is_err());
            profile.add_community(&neighbour.record(), &neighbour.key).unwrap();
            let both = [(bea, Some(vec![2])), (ali, Some(vec![1]))];
            profile.put_device_records(community, &both).unwrap();
            profile.put_device_records(community, &[(ali, Some(vec![3]))]).unwrap();
        }
        let mut profile = profile(dir.path());
        assert_eq!(profile.device_records(community).unwrap(), [vec![3], vec![2]]);
        profile.put_device_records(community, &[(bea, None)]).unwrap();
        assert_eq!(profile.device_records(community).unwrap(), [vec![3]]);
    }
}
