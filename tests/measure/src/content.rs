//! What both sides hold: a neighbourhood of 10,000 acts, and the document that follows from them,
//! change by change.
//!
//! Guards: the document has a change for every act, so that samod gets as many changes of the same
//! content. Next: `cold.rs`.

use std::{path::Path, sync::Arc};

use act::{act::Act, log::Log};
use document::projection::Document;
use rules::judge::Judge;
use store::{community::CommunityRecord, profile::Profile};
use sync::pack::Packer;
use testing::neighbourhood::{Neighbourhood, neighbourhood};

use crate::Done;

/// How many acts.
pub const ACTS: usize = 10_000;

/// What both sides hold.
pub struct Content {
    town: Neighbourhood,
    /// The document as Automerge saves it.
    pub saved: Vec<u8>,
    /// Bytes in which all acts travel to somebody who has none.
    pub travels: usize,
}

impl Content {
    /// The same each time.
    pub fn built() -> Done<Self> {
        let town = neighbourhood(ACTS);
        let (mut log, mut judge) = (Log::new(town.id), Judge::default());
        for act in &town.acts {
            let index = log.append(Arc::clone(act))?;
            judge.judge(&log, index);
        }
        for seal in &town.seals {
            log.seal(seal);
        }
        // As the peer writes it for other people's tools: each change is one of Automerge's own.
        let (canonical, _) = Document::derive(&log, &judge)?.canonical()?;
        let saved = automerge::Automerge::load(&canonical)?.save();
        let (mut packer, mut travels, mut done) = (Packer::default(), 0, 0);
        while done < log.len() {
            let (bytes, acts) = packer.pack(&log, log.since(done));
            travels += bytes.len();
            done += acts;
        }
        Ok(Self { town, saved, travels })
    }

    /// Says what it is.
    pub fn tell(&self) {
        println!(
            "{ACTS} acts by {} devices; {} bytes as they travel, {} as Automerge saves the document",
            self.town.seals.len(),
            self.travels,
            self.saved.len(),
        );
    }

    /// A profile of somebody who takes part in it, with all acts.
    pub fn put(&self, dir: &Path) -> Done {
        let mut profile = Profile::open(dir)?;
        let key = self.town.key();
        let record = CommunityRecord {
            id: self.town.id,
            name: "De Linde".to_owned(),
            secret: [7; 32],
            device: key.device(),
            left: false,
        };
        profile.add_community(&record, &key)?;
        let acts: Vec<&Act> = self.town.acts.iter().map(Arc::as_ref).collect();
        Ok(profile.append(self.town.id, &acts, &self.town.seals)?)
    }
}
