//! Opening, being refused, and being killed.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

use act::{act::Act, seal::Seal};

use super::*;
use crate::fixture::{Neighbour, profile};

/// All files of a profile, byte for byte.
fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
            files.insert(path, Vec::new());
        } else {
            let bytes = fs::read(&path).unwrap();
            files.insert(path, bytes);
        }
    }
    files
}

#[test]
fn a_profile_is_made_where_there_is_none() {
    let dir = tempfile::tempdir().unwrap();
    let deep = dir.path().join("a/b c/d?mode=ro");
    profile(&deep).put_setting(None, "language", "nl").unwrap();
    assert_eq!(profile(&deep).setting(None, "language").unwrap().as_deref(), Some("nl"));
    #[cfg(unix)]
    assert!(!folder::is_exposed(&deep).unwrap());
}

#[test]
fn a_second_one_is_refused_and_told_who_holds_it() {
    let dir = tempfile::tempdir().unwrap();
    let first = profile(dir.path());
    let before = files(dir.path());
    let refused = std::thread::scope(|scope| {
        scope.spawn(|| Profile::open(dir.path()).unwrap_err()).join().unwrap()
    });
    let pid = std::process::id();
    assert!(matches!(refused, OpenError::Held { pid: Some(p) } if p == pid), "{refused:?}");
    assert!(refused.to_string().contains(&format!("pid {pid}")));
    assert_eq!(files(dir.path()), before);
    drop(first);
    profile(dir.path());
}

#[test]
fn a_newer_profile_is_left_byte_for_byte() {
    // The version stands in the file, or (its writer was killed) only in the log beside it.
    for killed in [false, true] {
        let dir = tempfile::tempdir().unwrap();
        let database = dir.path().join(DATABASE);
        drop(profile(dir.path()));
        let newer = Connection::open(&database).unwrap();
        newer.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
        newer.pragma_update(None, "user_version", 99).unwrap();
        newer.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, killed).unwrap();
        drop(newer);
        let kept = |files: BTreeMap<PathBuf, Vec<u8>>| -> BTreeMap<PathBuf, Vec<u8>> {
            files.into_iter().filter(|(path, _)| !path.ends_with("meent.db-shm")).collect()
        };
        let before = kept(files(dir.path()));
        let log = before.get(&dir.path().join("meent.db-wal")).is_some_and(|log| !log.is_empty());
        assert_eq!(log, killed);
        let refused = Profile::open(dir.path()).unwrap_err();
        assert!(matches!(refused, OpenError::Newer { found: 99, known: 2 }), "{refused:?}");
        assert_eq!(kept(files(dir.path())), before);
    }
}

#[test]
fn what_is_no_profile_is_left_byte_for_byte() {
    let foreign = {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE bread (flour)").unwrap();
        fs::read(path).unwrap()
    };
    let mut torn = {
        let dir = tempfile::tempdir().unwrap();
        drop(profile(dir.path()));
        fs::read(dir.path().join(DATABASE)).unwrap()
    };
    torn[100..4096].fill(0xa5); // the page after SQLite's header: the list of tables
    for (what, bytes) in
        [("noise", vec![7; 5000]), ("short", vec![7; 5]), ("other", foreign), ("torn", torn)]
    {
        let dir = tempfile::tempdir().unwrap();
        let database = dir.path().join(DATABASE);
        fs::write(&database, &bytes).unwrap();
        let refused = Profile::open(dir.path()).unwrap_err();
        assert!(matches!(refused, OpenError::Damaged { .. }), "{what}: {refused:?}");
        assert_eq!(fs::read(&database).unwrap(), bytes, "{what}");
    }
}

#[test]
fn a_place_that_can_not_be_written_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "here already").unwrap();
    for place in [file.clone(), file.join("below")] {
        let refused = Profile::open(&place).unwrap_err();
        assert!(matches!(refused, OpenError::NotWritable { .. }), "{refused:?}");
    }
    assert_eq!(files(dir.path()).len(), 1);
}

/// The first `count` acts of the one neighbour of the test below, in every process the same.
fn story(count: usize) -> (Neighbour, Vec<Act>) {
    let mut neighbour = Neighbour::new(1);
    let mut acts = vec![neighbour.founding.clone()];
    acts.extend((1..count).map(|_| neighbour.act()));
    (neighbour, acts)
}

/// In the process that will be killed: appends for ever and says each time that it is done.
fn append_until_killed(dir: &Path) -> ! {
    let mut profile = profile(dir);
    let have = profile.load(Neighbour::new(1).community()).unwrap().0.len();
    let (mut neighbour, _) = story(have);
    for count in have + 1.. {
        let act = neighbour.act();
        let seal = Seal::new(&neighbour.key, &act);
        profile.append(neighbour.community(), &[&act], &[seal]).unwrap();
        println!("acknowledged {count}");
    }
    unreachable!("killed before")
}

#[test]
fn a_killed_process_loses_no_acknowledged_act() {
    const CHILD: &str = "MEENT_STORE_APPENDS_IN";
    if let Some(dir) = env::var_os(CHILD) {
        append_until_killed(Path::new(&dir));
    }
    let dir = tempfile::tempdir().unwrap();
    let (neighbour, acts) = story(1);
    let community = neighbour.community();
    {
        let mut profile = profile(dir.path());
        profile.add_community(&neighbour.record(), &neighbour.key).unwrap();
        profile.append(community, &[&acts[0]], &[]).unwrap();
    }
    let mut acknowledged = 1;
    for round in 1..=8 {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "profile::tests::a_killed_process_loses_no_acknowledged_act"])
            .arg("--nocapture")
            .env(CHILD, dir.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut count = || {
            lines.by_ref().map_while(Result::ok).find_map(|line| {
                line.rsplit_once("acknowledged ").map(|(_, count)| count.parse::<usize>().unwrap())
            })
        };
        for _ in 0..round * 7 {
            acknowledged = count().expect("the child appends until it is killed");
        }
        let refused = Profile::open(dir.path()).unwrap_err();
        assert!(matches!(refused, OpenError::Held { pid } if pid == Some(child.id())));
        child.kill().unwrap();
        child.wait().unwrap();
        while let Some(last) = count() {
            acknowledged = last;
        }
        let (loaded, _) = profile(dir.path()).load(community).unwrap();
        // One more may be on the disk, of which the word did not get out.
        assert!((acknowledged..=acknowledged + 1).contains(&loaded.len()));
        assert_eq!(loaded, story(loaded.len()).1);
    }
    assert!(acknowledged > 200, "{acknowledged}");
}
