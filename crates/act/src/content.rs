//! Deeds about what people write: goals, decisions, comments, cards.
//!
//! Guards: strings stand apart from the kept part, which holds only their lengths, so that words can
//! be erased while the document stays the same shape. What fields there are and who may write them
//! is the schema table, `rules::schema`. Next: [`crate::body`].

use minicbor::{Decode, Encode};

use crate::{
    fraction::Fraction,
    id::{ActId, Digest, EntityId},
};

/// What can be written about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Entity {
    /// The community itself (gemeenschap): name, purpose. Exists from founding.
    #[n(0)]
    Community,
    /// A member's own name card (kaart). Exists from the join.
    #[n(1)]
    Card,
    /// A goal (doel).
    #[n(2)]
    Goal,
    /// A proposal that may become a decision (besluit).
    #[n(3)]
    Decision,
    /// One of the things to choose from in a decision (keuze).
    #[n(4)]
    Alternative,
    /// A circle of people (werkgroep).
    #[n(5)]
    Circle,
    /// A role that people fill (rol).
    #[n(6)]
    Role,
    /// What a mandate says in words (mandaat): its domain, constraints, duty to report. Written once.
    #[n(7)]
    Mandate,
    /// What things are about (onderwerp).
    #[n(8)]
    Topic,
    /// A house rule (huisregel). Written once; it holds when the charter names it.
    #[n(9)]
    HouseRule,
    /// Somebody who speaks for an organisation (vertegenwoordiger), with their mandate.
    #[n(10)]
    Representative,
    /// Somebody's word on who should fill a role, and why (voordracht).
    #[n(11)]
    Nomination,
    /// A decision that came along from an earlier season (besluit uit een eerder seizoen).
    #[n(12)]
    EarlierDecision,
    /// A picture or another file (bijlage). Its content stands beside the act.
    #[n(13)]
    Attachment,
}

/// The number of a field in its entity's row of the schema table.
pub type Field = u8;

/// A value of a field. Strings stand in the words of the body, in order; here only their length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub enum Value {
    /// The next string: its length in Unicode scalar values.
    #[n(0)]
    Words(#[n(0)] u32),
    /// A day: number of days since 1970-01-01.
    #[n(1)]
    Date(#[n(0)] i32),
    /// Another entity.
    #[n(2)]
    Link(#[n(0)] EntityId),
    /// One of a list that the schema table names.
    #[n(3)]
    Choice(#[n(0)] u8),
    /// A share of a whole.
    #[n(4)]
    Share(#[n(0)] Fraction),
    /// A whole number; of money in cents.
    #[n(5)]
    Number(#[n(0)] i64),
    /// What names the content of a file ([`crate::blob`]).
    #[n(6)]
    Digest(#[n(0)] Digest),
}

/// One field written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Write {
    /// Which field.
    #[n(0)]
    pub field: Field,
    /// What it becomes.
    #[n(1)]
    pub value: Value,
}

/// Creates a goal, decision or option; the act's id is its name.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Create {
    /// What is created.
    #[n(0)]
    pub entity: Entity,
    /// Its first values, fields ascending; a text field gets its first text.
    #[n(1)]
    pub fields: Vec<Write>,
}

/// Sets fields of something that exists; not for text fields, which are edited.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Set {
    /// What kind of thing.
    #[n(0)]
    pub entity: Entity,
    /// Which one.
    #[n(1)]
    pub on: EntityId,
    /// The new values, fields ascending.
    #[n(2)]
    pub fields: Vec<Write>,
}

/// One replacement in a text, in Unicode scalar values of the text at the act's own past.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Splice {
    /// Where it begins.
    #[n(0)]
    pub at: u32,
    /// How much goes.
    #[n(1)]
    pub delete: u32,
    /// The length of the next string, which comes in its place.
    #[n(2)]
    pub insert: u32,
}

/// Edits a text field. All splices refer to the same text, the one at the act's past; they ascend
/// and don't touch the same place twice.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct EditText {
    /// What kind of thing.
    #[n(0)]
    pub entity: Entity,
    /// Which one.
    #[n(1)]
    pub on: EntityId,
    /// Which field.
    #[n(2)]
    pub field: Field,
    /// The replacements.
    #[n(3)]
    pub splices: Vec<Splice>,
}

/// What a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Role {
    /// Part of the discussion (reactie).
    #[n(0)]
    Comment,
    /// Why its author votes as it does (toelichting); a vote names it.
    #[n(1)]
    Reason,
    /// Advice on a decision under a mandate (advies), by who was asked for it.
    #[n(2)]
    Advice,
}

/// Folds something that somebody wrote away behind a house rule, or says that it should be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Moderate {
    /// The content act.
    #[n(0)]
    pub what: ActId,
    /// The house rule that it goes against; none: it should be shown.
    #[n(1)]
    pub against: Option<EntityId>,
}

/// A remark on a goal, a decision, a round or another remark. One string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Comment {
    /// The act that brought what it is about.
    #[n(0)]
    pub on: ActId,
    /// What it is.
    #[n(1)]
    pub role: Role,
    /// The length of its string in Unicode scalar values.
    #[n(2)]
    pub chars: u32,
}
