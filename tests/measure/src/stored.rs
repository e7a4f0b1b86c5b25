//! samod's own files, each on the disk before it counts as stored, as acts of Meent are.
//!
//! Guards: samod neither waits for its disk nor syncs it; so what it tells others is measured without
//! this, and with this only when all of it would survive a power cut. Next: `repo.rs`.

use std::{
    collections::HashMap,
    fs::File,
    path::{Path, PathBuf},
    sync::Arc,
};

use samod::storage::{Storage, StorageKey, TokioFilesystemStorage};
use tokio::sync::watch;

use crate::Done;

/// samod's storage in files, and how many of them were begun and are durable.
#[derive(Clone)]
pub struct Stored {
    files: TokioFilesystemStorage,
    dir: PathBuf,
    counts: Arc<watch::Sender<(usize, usize)>>,
}

impl Stored {
    /// In this folder.
    pub fn new(dir: &Path) -> Self {
        let files = TokioFilesystemStorage::new(dir);
        Self { files, dir: dir.to_owned(), counts: Arc::new(watch::Sender::new((0, 0))) }
    }

    /// How many files were begun.
    pub fn begun(&self) -> usize {
        self.counts.borrow().0
    }

    /// Waits until more than so many were begun, and all of those are durable.
    pub async fn durable(&self, before: usize) -> Done {
        let mut counts = self.counts.subscribe();
        counts.wait_for(|(begun, durable)| *begun > before && begun == durable).await?;
        Ok(())
    }

    // As samod's own storage lays them out.
    fn path(&self, key: &StorageKey) -> PathBuf {
        let mut path = self.dir.clone();
        for (at, part) in key.into_iter().enumerate() {
            match part.split_at_checked(2).filter(|_| at == 0) {
                Some((first, rest)) => path.extend([first, rest]),
                None => path.push(part),
            }
        }
        path
    }
}

impl Storage for Stored {
    async fn load(&self, key: StorageKey) -> Option<Vec<u8>> {
        self.files.load(key).await
    }

    async fn load_range(&self, prefix: StorageKey) -> HashMap<StorageKey, Vec<u8>> {
        self.files.load_range(prefix).await
    }

    async fn put(&self, key: StorageKey, data: Vec<u8>) {
        self.counts.send_modify(|counts| counts.0 += 1);
        let path = self.path(&key);
        self.files.put(key, data).await;
        let synced = tokio::task::spawn_blocking(move || File::open(path)?.sync_all()).await;
        // A file that isn't where it should be is one that this measures wrongly.
        synced.expect("it doesn't panic").expect("samod wrote the file");
        self.counts.send_modify(|counts| counts.1 += 1);
    }

    async fn delete(&self, key: StorageKey) {
        self.files.delete(key).await;
    }
}
