//! A process with one repo of samod, which keeps its documents in files.
//!
//! Told: `create FILE`, `find URL ADDRESS HEADS`, `watch`, `comment`. Guards: a comment is of as many
//! operations as one of Meent. Next: `stored.rs`, and `live.rs`, which tells it.

use std::path::Path;

use automerge::{
    Automerge, ChangeHash, ObjType, ROOT, ReadDoc as _, transaction::Transactable as _,
};
use futures::StreamExt as _;
use samod::{AutomergeUrl, BackoffConfig, DocHandle, Repo};
use tokio::net::TcpListener;

use crate::{
    Done,
    child::{lines, say, stamp},
    live::TEXT,
    stored::Stored,
};

/// Runs until nobody tells it anything any more.
pub async fn run(dir: &Path) -> Done {
    let stored = Stored::new(dir);
    let repo = Repo::build_tokio().with_storage(stored.clone()).load().await;
    let mut document = None;
    let mut told = lines();
    while let Some(line) = told.next_line().await? {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["create", file] => {
                let created = repo.create(Automerge::load(&std::fs::read(file)?)?).await?;
                let address = listen(&repo).await?;
                say(&format!("created {} {address} {}", created.url(), heads(&created)))?;
                document = Some(created);
            }
            ["find", url, address, wanted] => {
                let (url, address): (AutomergeUrl, _) = (url.parse()?, address.parse()?);
                let (begin, before) = (stamp(), stored.begun());
                let dialling = repo.dial_tcp(address, BackoffConfig::default())?;
                dialling.established().await?;
                let found = repo.find(url.document_id().clone()).await?.ok_or("not found")?;
                let mut changes = found.changes();
                while heads(&found) != wanted {
                    changes.next().await.ok_or("no more changes")?;
                }
                stored.durable(before).await?;
                say(&format!("found {begin} {}", stamp()))?;
                document = Some(found);
            }
            ["watch"] => {
                tokio::spawn(watch(document.clone().ok_or("no document")?, stored.clone()));
                say("watching")?;
            }
            ["comment"] => {
                let document = document.clone().ok_or("no document")?;
                let (begin, before) = (stamp(), stored.begun());
                let hash = comment(&document)?;
                stored.durable(before).await?;
                say(&format!("said {hash} {begin} {}", stamp()))?;
            }
            _ => return Err(format!("not understood: {line}").into()),
        }
    }
    Ok(())
}

async fn listen(repo: &Repo) -> Done<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("tcp://{}", listener.local_addr()?);
    let acceptor = repo.make_acceptor(address.parse()?)?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // Else an edit may wait for the answer to the one before it.
            if stream.set_nodelay(true).is_err() || acceptor.accept_tokio_io(stream).is_err() {
                return;
            }
        }
    });
    Ok(address)
}

// Says of each change that comes when it could be read, and when all was durable.
async fn watch(document: DocHandle, stored: Stored) -> Done {
    let mut changes = document.changes();
    let mut before = stored.begun();
    while let Some(change) = changes.next().await {
        let here = stamp();
        stored.durable(before).await?;
        before = stored.begun();
        for head in change.new_heads {
            say(&format!("has {head} {here} {}", stamp()))?;
        }
    }
    Ok(())
}

// As an act of Meent is compiled: a map under a name of its own, with four values.
fn comment(document: &DocHandle) -> Done<ChangeHash> {
    document.with_document(|document| {
        let (_, comments) = document.get(ROOT, "comments")?.ok_or("no comments")?;
        let id = format!("{:064x}", stamp());
        let mut writing = document.transaction();
        let map = writing.put_object(&comments, id.clone(), ObjType::Map)?;
        for (key, value) in [("on", &*id), ("role", "comment"), ("by", &*id), ("text", TEXT)] {
            writing.put(&map, key, value)?;
        }
        writing.commit().0.ok_or_else(|| "nothing was said".into())
    })
}

fn heads(document: &DocHandle) -> String {
    let heads = document.with_document(|document| document.get_heads());
    heads.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
