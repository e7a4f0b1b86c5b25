//! A profile: one person's Meent on one device. The lock, the folder, the one connection.
//!
//! Guards: one program at a time; a profile that is refused is left as it was; what was
//! acknowledged is on the disk; after a failed write nothing is acknowledged until the profile is
//! reopened, while it stays readable. Next: [`crate::history`].

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, config::DbConfig};

use crate::{
    failure::WriteError,
    folder, key,
    lock::{Lock, LockError},
    schema::{self, Found},
    vault::{self, Seals},
};

const DATABASE: &str = "meent.db";

/// Most bytes the write-ahead log keeps on the disk once its contents are in the database: a first
/// sync of 10,000 acts (5 MB) fits and its room is used again; a larger one is given back.
const LOG_LIMIT: u32 = 16 << 20;

/// Statements kept prepared: there are about twenty.
const STATEMENTS: usize = 32;

/// An open profile. The only one: it holds the lock until it is dropped.
pub struct Profile {
    // Fields drop in this order: the database is closed before the lock is released.
    pub(crate) connection: Connection,
    pub(crate) dir: PathBuf,
    /// The first write that failed, if one did.
    fault: Option<WriteError>,
    /// Whether its keys are sealed.
    pub(crate) seals: Seals,
    _lock: Lock,
}

/// Why a profile was not opened; nothing on the disk was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another program has it open.
    #[error("could not open the profile: another program holds it{}", in_words(*pid))]
    Held {
        /// The process that holds it, as far as known.
        pid: Option<u32>,
    },
    /// It can't be made or written.
    #[error("could not open the profile: {path} can't be written")]
    NotWritable {
        /// The folder or file.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
    /// A newer program has written it.
    #[error("could not open the profile: it is of version {found}, this program knows {known}")]
    Newer {
        /// The version of the database.
        found: u32,
        /// The newest version this program knows.
        known: u32,
    },
    /// Its database is no longer one, or that of another program.
    #[error("could not open the profile: {path} is damaged or no profile")]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What SQLite says, when it was asked.
        #[source]
        source: Option<rusqlite::Error>,
    },
    /// Others than its owner can look into the folder of keys, or a key in it.
    #[error("could not open the profile: others can read {path}, where secret keys are kept")]
    Exposed {
        /// The folder or key file; its mode should be 0700 or 0600.
        path: PathBuf,
    },
}

fn in_words(pid: Option<u32>) -> String {
    pid.map_or_else(String::new, |pid| format!(" (pid {pid})"))
}

impl Profile {
    /// Opens the profile in `dir`; makes it, and folders above it, where missing.
    ///
    /// # Errors
    /// When it is held, can't be written, is of a newer version, damaged, or shows its keys.
    pub fn open(dir: &Path) -> Result<Self, OpenError> {
        let at = |path: &Path| {
            let path = path.to_owned();
            move |source| OpenError::NotWritable { path, source }
        };
        let database = dir.join(DATABASE);
        // All that can be refused without a trace is, before the first write.
        refuse(&database, look(&database)?, None)?;
        let keys = key::folder(dir);
        if let Some(path) = key::exposed(dir).map_err(at(&keys))? {
            return Err(OpenError::Exposed { path });
        }

        folder::make(dir).map_err(at(dir))?;
        let lock = Lock::take(dir).map_err(|error| match error {
            LockError::Held(pid) => OpenError::Held { pid },
            LockError::Io(source) => OpenError::NotWritable { path: dir.to_owned(), source },
        })?;
        folder::make(&keys).map_err(at(&keys))?;
        // Made by us, so that it is for its owner only; SQLite's own files take its mode.
        drop(folder::private_file(&database).map_err(at(&database))?);
        folder::sync(dir).map_err(at(dir))?;
        let seals = vault::seals(dir).map_err(at(&keys))?;
        let connection = connect(&database)?;
        Ok(Self { connection, dir: dir.to_owned(), fault: None, seals, _lock: lock })
    }

    /// Where it is.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Why it takes no more writes, if it doesn't: the first one that failed.
    #[must_use]
    pub const fn fault(&self) -> Option<&WriteError> {
        self.fault.as_ref()
    }

    /// Does `work` in one transaction, durable on return; or none of it, and says why.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, WriteError>,
    ) -> Result<T, WriteError> {
        self.check()?;
        let done = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(WriteError::from)
            .and_then(|transaction| {
                let value = work(&transaction)?;
                transaction.commit()?;
                Ok(value)
            });
        self.remember(done)
    }

    /// Refuses when a write failed before.
    pub(crate) fn check(&self) -> Result<(), WriteError> {
        self.fault.clone().map_or(Ok(()), Err)
    }

    /// Keeps in mind that a write failed, if it did.
    pub(crate) fn remember<T>(&mut self, done: Result<T, WriteError>) -> Result<T, WriteError> {
        if let Err(error) = &done
            && error.is_lasting()
        {
            self.fault = Some(error.clone());
        }
        done
    }
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Profile").field("dir", &self.dir).field("fault", &self.fault).finish()
    }
}

/// What the database file says of itself, unopened.
fn look(database: &Path) -> Result<Found, OpenError> {
    match schema::peek(database) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Found::Empty),
        Err(source) => Err(OpenError::NotWritable { path: database.to_owned(), source }),
        Ok(found) => Ok(found),
    }
}

/// The version of a database that this program can use, 0 for an empty one.
fn refuse(
    database: &Path,
    found: Found,
    source: Option<rusqlite::Error>,
) -> Result<u32, OpenError> {
    match found {
        Found::Empty => Ok(0),
        Found::Version(found) if found > schema::known() => {
            Err(OpenError::Newer { found, known: schema::known() })
        }
        Found::Version(found) => Ok(found),
        Found::Foreign => Err(OpenError::Damaged { path: database.to_owned(), source }),
    }
}

fn connect(database: &Path) -> Result<Connection, OpenError> {
    let failed = |error| failed(database, error);
    // No URI: a `?` in a path is a `?`. No mutex: the connection stays with its one owner.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(database, flags).map_err(failed)?;
    if connection.is_readonly("main").map_err(failed)? {
        let source = io::ErrorKind::PermissionDenied.into();
        return Err(OpenError::NotWritable { path: database.to_owned(), source });
    }
    // Should it be refused after all, for what is in its log only, closing must leave it alone.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map_err(failed)?;
    // Nobody else opens it (the lock), so its index needn't be shared memory: a file less.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE").map_err(failed)?;
    let found = schema::found(&connection).map_err(failed)?;
    let version = refuse(database, found, None)?;

    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // NORMAL lost acknowledged acts in 37 of 60 power cuts, FULL none of 520.
    connection.pragma_update(None, "journal_mode", "WAL").map_err(failed)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(failed)?;
    connection.pragma_update(None, "foreign_keys", true).map_err(failed)?;
    connection.pragma_update(None, "journal_size_limit", LOG_LIMIT).map_err(failed)?;
    // A damaged database can't make SQLite run functions or read beyond its schema.
    connection.pragma_update(None, "trusted_schema", false).map_err(failed)?;
    schema::migrate(&mut connection, version).map_err(failed)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map_err(failed)?;
    Ok(connection)
}

fn failed(database: &Path, error: rusqlite::Error) -> OpenError {
    use rusqlite::ErrorCode::{
        CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, PermissionDenied, ReadOnly,
        SystemIoFailure,
    };
    let path = database.to_owned();
    match error.sqlite_error_code() {
        Some(DatabaseBusy | DatabaseLocked) => OpenError::Held { pid: None },
        Some(DiskFull) => {
            let source = io::Error::new(io::ErrorKind::StorageFull, error);
            OpenError::NotWritable { path, source }
        }
        Some(CannotOpen | PermissionDenied | ReadOnly | SystemIoFailure) => {
            OpenError::NotWritable { path, source: io::Error::other(error) }
        }
        _ => OpenError::Damaged { path, source: Some(error) },
    }
}

#[cfg(test)]
mod tests;
