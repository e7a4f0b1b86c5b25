//! A live edit: from the moment that somebody begins to write it, until the other's app is told of it.
//!
//! Guards: with Meent it is durable on both sides by then; samod's time is given both without and with
//! its disks. Edits alternate. Next: `table.rs`.

use std::{
    fs::File,
    io::Write as _,
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    Done,
    child::{Child, between},
    content::{ACTS, Content},
    table::{Turns, ratio},
};

/// What is said.
pub const TEXT: &str = "Dat lijkt mij een goed plan, wie neemt de schop mee?";

/// Blocks of edits, of which the medians are compared.
const BLOCKS: usize = 5;

/// Edits of each in a block.
const EDITS: usize = 60;

/// Between two edits: nobody types faster, and what follows from one is over.
const PAUSE: Duration = Duration::from_millis(20);

/// Measures, and prints.
pub fn measure(content: &Content, place: &Path) -> Done {
    let (mut writer, reader) = peers(content, place)?;
    let (mut author, other) = repos(content, place)?;
    let mut bare = File::create(place.join("bare"))?;
    let mut all = <[Turns; 4]>::default();
    let mut blocks = <[Turns; 3]>::default();
    for _ in 0..BLOCKS {
        let mut block = <[Turns; 3]>::default();
        for _ in 0..EDITS {
            let ours = edit(&mut writer, &reader)?;
            sleep(PAUSE);
            let theirs = edit(&mut author, &other)?;
            sleep(PAUSE);
            for (at, took) in [ours.0, theirs.0, theirs.1].into_iter().enumerate() {
                all[at].add(took);
                block[at].add(took);
            }
            let begin = Instant::now();
            bare.write_all(&[7; 300])?;
            bare.sync_data()?;
            all[3].add(begin.elapsed());
        }
        for (blocks, block) in blocks.iter_mut().zip(&block) {
            blocks.add(block.at(50));
        }
    }
    println!("\none edit, {} of each {:>42} {:>9}", BLOCKS * EDITS, "p50", "p99");
    let [ours, theirs, durably, disk] = &all;
    ours.tell_tail("Meent: durable on both sides");
    theirs.tell_tail("samod 0.16: can be read");
    durably.tell_tail("samod 0.16: and the files of both synced");
    disk.tell_tail("the disk alone: 300 bytes appended and synced");
    println!("  {:<58} {:>9} {:>9} {:>9}", "p50 of blocks of 60", "least", "median", "most");
    ratio("Meent beside samod", &blocks[0], &blocks[1], Some(1.0));
    ratio("Meent beside samod with its files synced", &blocks[0], &blocks[2], None);
    Ok(())
}

fn peers(content: &Content, place: &Path) -> Done<(Child, Child)> {
    let dir = place.join("writer");
    content.put(&dir)?;
    let mut writer = Child::start(&["--peer", &dir.to_string_lossy()])?;
    let link = writer.ask("invite", "link")?.concat();
    let mut reader = Child::start(&["--peer", &place.join("reader").to_string_lossy()])?;
    reader.ask(&format!("join {link} {ACTS}"), "joined")?;
    reader.ask("watch", "watching")?;
    Ok((writer, reader))
}

fn repos(content: &Content, place: &Path) -> Done<(Child, Child)> {
    let file = place.join("document");
    std::fs::write(&file, &content.saved)?;
    let mut author = Child::start(&["--repo", &place.join("author").to_string_lossy()])?;
    let found = author.ask(&format!("create {}", file.display()), "created")?.join(" ");
    let mut other = Child::start(&["--repo", &place.join("other").to_string_lossy()])?;
    other.ask(&format!("find {found}"), "found")?;
    other.ask("watch", "watching")?;
    Ok((author, other))
}

// One edit: until the other has it, and until it is durable with both.
fn edit(writer: &mut Child, reader: &Child) -> Done<(Duration, Duration)> {
    let said = writer.ask("comment", "said")?;
    let [id, begin, stored] = &said[..] else { return Err("said what?".into()) };
    loop {
        let has = reader.hear("has")?;
        let [came, here, durable] = &has[..] else { return Err("has what?".into()) };
        if came == id {
            let both = between(begin, stored)?.max(between(begin, durable)?);
            return Ok((between(begin, here)?, both));
        }
    }
}
