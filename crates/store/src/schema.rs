//! The tables of a profile, by version: a list of migrations, each in a transaction of its own.
//!
//! Guards: a database of a newer version, or of another program, is refused before a byte of it
//! changes; a migration that was interrupted never happened. Next: [`crate::profile`].

use std::{fs::File, io::Read as _, path::Path};

use rusqlite::{Connection, TransactionBehavior};

/// "Meen" in ASCII: tells `file` and us that a database is a profile. Never changes.
pub(crate) const APPLICATION_ID: i32 = 0x4d65_656e;

/// What leads from each version to the next; the first one from nothing. Only ever added to.
const MIGRATIONS: &[&str] = &[include_str!("schema/1.sql"), include_str!("schema/2.sql")];

/// The newest version this program knows.
pub(crate) fn known() -> u32 {
    u32::try_from(MIGRATIONS.len()).expect("a handful of migrations")
}

/// What a database says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing in it yet.
    Empty,
    /// A profile of this version.
    Version(u32),
    /// Something that is no profile.
    Foreign,
}

/// Reads the header of a database file without SQLite, which would touch it.
///
/// Offsets: SQLite's "Database File Format", section 1.3.
pub(crate) fn peek(path: &Path) -> std::io::Result<Found> {
    let mut header = Vec::with_capacity(100);
    File::open(path)?.take(100).read_to_end(&mut header)?;
    if header.is_empty() {
        return Ok(Found::Empty);
    }
    let number = |at: usize| {
        header.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(i32::from_be_bytes)
    };
    let (Some(version), Some(application)) = (number(60), number(68)) else {
        return Ok(Found::Foreign);
    };
    if header.starts_with(b"SQLite format 3\0") {
        Ok(judge(version, application))
    } else {
        Ok(Found::Foreign)
    }
}

/// Asks the open database, which also knows what its log adds to the file.
pub(crate) fn found(connection: &Connection) -> rusqlite::Result<Found> {
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let found = judge(number("user_version")?, number("application_id")?);
    let tables: u32 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(if found == Found::Empty && tables > 0 { Found::Foreign } else { found })
}

fn judge(version: i32, application: i32) -> Found {
    match (u32::try_from(version), application) {
        (Ok(0), 0) => Found::Empty,
        (Ok(version), APPLICATION_ID) if version > 0 => Found::Version(version),
        _ => Found::Foreign,
    }
}

/// Brings a database from `version` (0: empty) to the newest one known.
pub(crate) fn migrate(connection: &mut Connection, version: u32) -> rusqlite::Result<()> {
    for (next, sql) in (1_u32..).zip(MIGRATIONS).skip(version as usize) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", next)?;
        transaction.commit()?;
    }
    if version < known() {
        // From the log into the file, where an older program looks before it opens it.
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use act::seal::Seal;

    use super::*;
    use crate::{
        fixture::{Neighbour, profile},
        pending::Pending,
        snapshot::Snapshot,
    };

    /// A profile as version 1 wrote it. Never edited: a later schema gets a file of its own.
    const GOLDEN_1: &str = include_str!("schema/1.golden.sql");
    /// One as version 2 wrote it.
    const GOLDEN_2: &str = include_str!("schema/2.golden.sql");

    fn tables(connection: &Connection) -> Vec<String> {
        let mut statement = connection
            .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
            .unwrap();
        let tables = statement.query_map([], |row| row.get(0)).unwrap();
        tables.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn a_profile_of_every_version_opens_with_all_that_is_in_it() {
        for (version, golden) in (1..).zip([GOLDEN_1, GOLDEN_2]) {
            opens_with_all(version, golden);
        }
        assert_eq!(known(), 2, "each version has its golden profile");
    }

    fn opens_with_all(version: u32, golden: &str) {
        let dir = tempfile::tempdir().unwrap();
        let neighbour = Neighbour::new(1);
        let (act, seal) = (&neighbour.founding, Seal::new(&neighbour.key, &neighbour.founding));
        let old = Connection::open(dir.path().join("meent.db")).unwrap();
        old.execute_batch(golden).unwrap();
        // The bytes of an act have golden files of their own, in act.
        old.execute("UPDATE communities SET id = ?", (act.community().0,)).unwrap();
        old.execute(
            "INSERT INTO acts VALUES (1, 1, ?, ?, 1, 1800000000, ?)",
            (act.id().0, act.device().0, act.encode()),
        )
        .unwrap();
        old.execute(
            "INSERT INTO seals VALUES (1, ?, ?, 1, ?)",
            (act.id().0, act.device().0, seal.signature.0),
        )
        .unwrap();
        drop(old);

        let profile = profile(dir.path());
        let community = act.community();
        let record = profile.community(community).unwrap();
        assert_eq!((record.name.as_str(), record.secret, record.left), ("De Linde", [2; 32], true));
        assert_eq!(profile.load(community).unwrap(), (vec![act.clone()], vec![seal]));
        assert_eq!(profile.received_at(community, act.id()).unwrap(), Some(1_800_000_000));
        let snapshot = Snapshot { version: 3, acts: 1, heads: vec![[4; 32]], bytes: vec![5] };
        assert_eq!(profile.snapshot(community).unwrap(), Some(snapshot));
        assert_eq!(profile.setting(None, "language").unwrap().as_deref(), Some("en"));
        assert_eq!(profile.setting(Some(community), "language").unwrap().as_deref(), Some("nl"));
        let records = profile.device_records(community).unwrap();
        assert_eq!(records, if version < 2 { vec![] } else { vec![vec![9]] });
        let waiting = Pending { id: vec![6], bytes: vec![7] };
        assert_eq!(profile.pending().unwrap(), [waiting]);
    }

    #[test]
    fn a_new_profile_has_the_tables_of_the_newest_golden_one() {
        let golden = Connection::open_in_memory().unwrap();
        golden.execute_batch(GOLDEN_2).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let profile = profile(dir.path());
        assert_eq!(tables(&profile.connection), tables(&golden));
        assert_eq!(found(&profile.connection).unwrap(), Found::Version(known()));
        assert_eq!(found(&golden).unwrap(), Found::Version(known()));
        // Already in the file itself, where it is looked for first.
        let file = peek(&dir.path().join("meent.db")).unwrap();
        assert_eq!(file, Found::Version(known()));
    }
}
