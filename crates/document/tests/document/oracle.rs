//! Automerge itself makes of the same edits what is compiled here.
//!
//! Guards: change hashes are consensus; these are held against an outside oracle, operation for
//! operation: Automerge's own transactions. Next: [`super::texts`].

use act::{content::Entity, deed::Deed, id::EntityId};
use automerge::{
    ActorId, Automerge, ChangeHash, ObjId, ObjType, ROOT, ReadDoc as _, TextEncoding,
    transaction::{CommitOptions, Transactable as _, Transaction},
};

use crate::support::{Peer, three};

/// Automerge's own document with the same past, by the same actor.
fn copy(peer: &Peer) -> Automerge {
    let mut document = Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint);
    document.load_incremental(&peer.document.save().unwrap()).unwrap();
    document.set_actor(ActorId::from(peer.device().0));
    document
}

fn object(document: &Automerge, path: &[&str]) -> ObjId {
    path.iter().fold(ROOT, |object, key| document.get(&object, *key).unwrap().unwrap().1)
}

/// Lets Automerge make the change by transaction and compares it with what `write` compiles to.
fn check(
    peer: &mut Peer,
    write: impl FnOnce(&mut Peer) -> act::id::ActId,
    path: &[&str],
    same: impl FnOnce(&mut Transaction<'_>, ObjId, act::id::ActId),
) {
    let mut theirs = copy(peer);
    let act = write(peer);
    let object = object(&theirs, path);
    let mut transaction = theirs.transaction();
    same(&mut transaction, object, act);
    transaction.commit_with(CommitOptions::default().with_time(peer.time));
    let ours = peer.document.heads();
    let theirs: Vec<_> = theirs.get_heads().into_iter().map(|hash| hash.0).collect();
    assert_eq!(ours, theirs, "at {path:?}");
}

fn key(id: EntityId) -> String {
    id.to_string()
}

#[test]
fn automerge_makes_the_same_changes_of_the_same_edits() {
    let [mut ali, mut bea, _] = three();
    let member = ali.member().to_string();
    check(
        &mut ali,
        |ali| ali.goal("Geveltuinen", "Drie op een rij").act(),
        &["goals"],
        |transaction, goals, act| {
            let map = transaction.put_object(&goals, act.to_string(), ObjType::Map).unwrap();
            transaction.put(&map, "by", member.as_str()).unwrap();
            transaction.put(&map, "title", "Geveltuinen").unwrap();
            let text = transaction.put_object(&map, "text", ObjType::Text).unwrap();
            transaction.splice_text(&text, 0, 0, "Drie op een rij").unwrap();
        },
    );
    let goal = ali.document.goals()[0].id;
    let path = ["goals", &key(goal)];
    let title = |ali: &mut Peer| ali.set(Entity::Goal, goal, 0, "Groene gevels 🌻");
    check(&mut ali, title, &path, |transaction, map, _| {
        transaction.put(&map, "title", "Groene gevels 🌻").unwrap();
    });
    let text = ["goals", &key(goal), "text"];
    let edits = [(0, 4, "Vier"), (5, 0, "échte "), (12, 3, "")];
    check(
        &mut ali,
        |ali| ali.edit(goal, &edits),
        &text,
        |transaction, text, _| {
            transaction.splice_text(&text, 0, 4, "Vier").unwrap();
            transaction.splice_text(&text, 5, 0, "échte ").unwrap();
            transaction.splice_text(&text, 18, 3, "").unwrap();
        },
    );
    // Written apart, merged, and written over: the change replaces both values.
    bea.hear(&ali);
    ali.set(Entity::Goal, goal, 0, "Tuintjes");
    bea.set(Entity::Goal, goal, 0, "Tuinen");
    ali.edit(goal, &[(0, 1, "W")]);
    bea.edit(goal, &[(0, 1, "Z"), (4, 0, "!")]);
    bea.hear(&ali);
    let title = |bea: &mut Peer| bea.set(Entity::Goal, goal, 0, "Gevels");
    check(&mut bea, title, &path, |transaction, map, _| {
        transaction.put(&map, "title", "Gevels").unwrap();
    });
    check(
        &mut bea,
        |bea| bea.edit(goal, &[(1, 2, "oo")]),
        &text,
        |transaction, text, _| {
            transaction.splice_text(&text, 1, 2, "oo").unwrap();
        },
    );
    // An act that only gathers is a change without operations.
    let mut theirs = copy(&bea);
    bea.write(Deed::Gather, &[]);
    theirs.empty_commit(CommitOptions::default().with_time(bea.time));
    assert_eq!(
        bea.document.heads(),
        theirs.get_heads().into_iter().map(|hash: ChangeHash| hash.0).collect::<Vec<_>>()
    );
}
