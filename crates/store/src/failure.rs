//! Why something could not be read or written.
//!
//! Guards: a disk that failed once is not trusted again until the profile is reopened: after a
//! failed sync nobody knows what is on it. Next: [`crate::profile`].

use std::{error::Error, io, sync::Arc};

use act::{
    act::ActError,
    id::{ActId, CommunityId, DeviceId},
};
use rusqlite::ErrorCode;

/// The failure of a library below us. Shared, because every later write tells it again.
pub type Cause = Arc<dyn Error + Send + Sync>;

/// Why a write was not done; nothing of it was kept.
#[derive(Clone, Debug, thiserror::Error)]
pub enum WriteError {
    /// No room on the disk. The profile takes no more writes until it is reopened.
    #[error("could not write the profile: the disk is full")]
    Full(#[source] Cause),
    /// The disk or the database failed. The profile takes no more writes until it is reopened.
    #[error("could not write the profile: the disk failed")]
    Disk(#[source] Cause),
    /// This profile is not in that community.
    #[error("could not write: this profile is not in community {0}")]
    Unknown(CommunityId),
    /// This profile is in that community already.
    #[error("could not add community {0}: this profile is in it already")]
    Exists(CommunityId),
    /// The act or seal belongs to another community than it was to be stored in.
    #[error("could not store act {0}: it belongs to another community")]
    Misplaced(ActId),
    /// The keys are sealed, and the passphrase was not said.
    #[error("could not write a key: a passphrase is needed")]
    Locked,
    /// The key is not the one of the device in the record.
    #[error("could not add the community: the key is not that of device {0}")]
    OtherKey(DeviceId),
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The disk or the database failed.
    #[error("could not read the profile")]
    Disk(#[source] Cause),
    /// This profile is not in that community.
    #[error("could not read: this profile is not in community {0}")]
    Unknown(CommunityId),
    /// A stored act is no longer what was stored.
    #[error("could not read act {id}, row {arrival} of the profile's acts: it is damaged")]
    DamagedAct {
        /// The row.
        arrival: i64,
        /// The act it should hold, as far as can be read.
        id: String,
        /// What is wrong with its bytes; none when they are those of another act.
        #[source]
        source: Option<ActError>,
    },
    /// Something else in the database is no longer what was stored.
    #[error("could not read the profile: its database is damaged")]
    Damaged(#[source] Cause),
}

impl WriteError {
    /// Whether the profile takes no more writes after this.
    #[must_use]
    pub const fn is_lasting(&self) -> bool {
        matches!(self, Self::Full(_) | Self::Disk(_))
    }
}

impl From<rusqlite::Error> for WriteError {
    fn from(error: rusqlite::Error) -> Self {
        if error.sqlite_error_code() == Some(ErrorCode::DiskFull) {
            Self::Full(Arc::new(error))
        } else {
            Self::Disk(Arc::new(error))
        }
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind::{QuotaExceeded, StorageFull};
        if matches!(error.kind(), StorageFull | QuotaExceeded) {
            Self::Full(Arc::new(error))
        } else {
            Self::Disk(Arc::new(error))
        }
    }
}

impl From<rusqlite::Error> for ReadError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error::{
            FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType,
        };
        let damaged = match &error {
            FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) => {
                true
            }
            other => other.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt),
        };
        if damaged { Self::Damaged(Arc::new(error)) } else { Self::Disk(Arc::new(error)) }
    }
}
