//! The pages: one file each, with its routes, what it asks the peer and what it shows.
//!
//! Guards: a page that changes something is a form that is posted, and ends in a redirect, so that a
//! reload does nothing twice. Next: [`goals`], the simplest one.

use axum::Router;

use crate::server::App;

pub(crate) mod door; // before one is signed in, and where no page is
mod home; // for you
mod first; // the first page, and starting a community
mod communities; // all of them
mod join; // an invite or code is used
mod joined; // waiting, and a welcome
mod members; // who takes part, who waits to be let in
mod someone; // one member: who they are, rest, removal, sending away
mod invite; // a link, a square, a file
mod around; // who is near, and how far
mod bundle; // by hand: a file made, a file taken in
mod doctor; // what is amiss
mod devices; // one's own
mod leave; // asked once
mod goals; // the list, and adding one
mod goal; // one goal: text, history, discussion
mod decisions; // the list, by state
mod propose; // a new one
mod season; // founding together
mod schism; // what contradicts the members as this device knows them
mod decision; // one decision: text, ballot, who took part, result
mod mandates; // roles, circles, who may decide what alone
mod changes; // what waits for approvals
mod charter; // what was agreed on, and another rule
mod attachments; // pictures and other files on a goal or decision
mod erase; // words or a file, gone for good
mod hidden; // what goes against a house rule, and who thinks so
mod history; // who changed what, when; back to a version
mod log; // what happened
mod settings; // language and colours, a passphrase, a backup
mod about; // what Meent is, and what it is built with
mod archive; // checked again, taken along

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(goals::routes())
        .merge(goal::routes())
        .merge(decisions::routes())
        .merge(propose::routes())
        .merge(decision::routes())
        .merge(history::routes())
        .merge(first::routes())
        .merge(communities::routes())
        .merge(join::routes())
        .merge(joined::routes())
        .merge(members::routes())
        .merge(someone::routes())
        .merge(mandates::routes())
        .merge(changes::routes())
        .merge(season::routes())
        .merge(schism::routes())
        .merge(charter::routes())
        .merge(invite::routes())
        .merge(around::routes())
        .merge(bundle::routes())
        .merge(doctor::routes())
        .merge(devices::routes())
        .merge(leave::routes())
        .merge(home::routes())
        .merge(log::routes())
        .merge(settings::routes())
        .merge(about::routes())
        .merge(archive::routes())
        .merge(attachments::routes())
        .merge(erase::routes())
        .merge(hidden::routes())
}
