//! What can be written: one table of entities, fields, types, sizes and who may write.
//!
//! Guards: checking, compiling, command line, pages and exports all read this table; adding a field
//! is adding a line. A test checks that every entity has its row. Next: [`crate::judge`].

use act::{
    blob::{self, Key},
    content::{Entity, Field, Value},
};

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A short text that is replaced as a whole; two written apart are both shown. At most this many
    /// Unicode scalar values.
    Line(u32),
    /// A text that is edited: two who edit apart both keep their words.
    Text,
    /// A day.
    Date,
    /// An entity of this kind.
    Link(Entity),
    /// Something that was created here, of whatever kind.
    Created,
    /// What it was in a community that this one goes on from, or that community: neither needs to be known here.
    Origin,
    /// One of these words, by position.
    Choice(&'static [&'static str]),
    /// A share of a whole.
    Share,
    /// A number of things, up to 65,535.
    Count,
    /// An amount of money in cents, more than none.
    Amount,
    /// What names the content of a file.
    Content,
    /// Bytes of a file: some, and no more than an attachment may have.
    Size,
}

/// Who may write an entity. All need a standing device and to be member or guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writers {
    /// Only the member whose card it is.
    Owner,
    /// Members, not guests.
    Members,
    /// Members and guests.
    All,
    /// Members, each what they made themselves.
    Maker,
}

/// A field of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldRow {
    /// Its number in acts.
    pub number: Field,
    /// Its key in the document and in JSON.
    pub name: &'static str,
    /// What it holds.
    pub of: Type,
    /// Whether it must be given at creation.
    pub required: bool,
}

/// An entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntityRow {
    /// Which one.
    pub entity: Entity,
    /// The key of its map in the document.
    pub name: &'static str,
    /// Who may write it.
    pub writers: Writers,
    /// Whether it comes into being by a create act.
    pub created: bool,
    /// Whether it stays as it was created, so that a change can name its words by its id, or another one
    /// takes its place.
    pub is_fixed: bool,
    /// Its fields, by number.
    pub fields: &'static [FieldRow],
}

/// Unicode scalar values of a title or name: one line on a screen of 320 px is about 40.
const LINE: u32 = 200;

/// Unicode scalar values of a text in place of a picture: a few sentences.
const ALT: u32 = 500;

const fn field(number: Field, name: &'static str, of: Type, required: bool) -> FieldRow {
    FieldRow { number, name, of, required }
}

/// The words for methods, in the order of their numbers in acts (`act::round::Method`).
pub const METHODS: &[&str] = &[
    "majority",
    "absolute",
    "qualified",
    "consent",
    "qualified_of_all",
    "consensus",
    "unanimity",
    "approval",
    "score",
    "dots",
    "ranked",
    "seats",
    "budget_greedy",
    "budget_shares",
    "poll",
    "lot",
    "mandate",
    "selection",
];

/// The words for what files are, in the order of their numbers in acts.
pub const FILES: &[&str] = &["file", "png", "jpeg", "gif", "webp", "pdf", "text"];

/// All entities, in the order of their numbers.
pub const ENTITIES: &[EntityRow] = &[
    EntityRow {
        entity: Entity::Community,
        name: "community",
        writers: Writers::Members,
        created: false,
        is_fixed: false,
        fields: &[field(0, "name", Type::Line(LINE), true), field(1, "purpose", Type::Text, false)],
    },
    EntityRow {
        entity: Entity::Card,
        name: "cards",
        writers: Writers::Owner,
        created: false,
        is_fixed: false,
        fields: &[field(0, "name", Type::Line(LINE), true)],
    },
    EntityRow {
        entity: Entity::Goal,
        name: "goals",
        writers: Writers::All,
        created: true,
        is_fixed: false,
        fields: &[
            field(0, "title", Type::Line(LINE), true),
            field(1, "text", Type::Text, false),
            field(2, "origin", Type::Origin, false),
        ],
    },
    EntityRow {
        entity: Entity::Decision,
        name: "decisions",
        writers: Writers::All,
        created: true,
        is_fixed: false,
        fields: &[
            field(0, "title", Type::Line(LINE), true),
            field(1, "text", Type::Text, false),
            // No decision without a review date.
            field(2, "review", Type::Date, true),
            field(3, "goal", Type::Link(Entity::Goal), false),
            // How it will be decided; fixed at the opening of a round.
            field(4, "method", Type::Choice(METHODS), true),
            field(5, "quorum", Type::Share, false),
            field(6, "share", Type::Share, false),
            // How many are chosen, how many options or dots a ballot has, how many may stand aside.
            field(7, "seats", Type::Count, false),
            field(8, "most", Type::Count, false),
            field(9, "dots", Type::Count, false),
            field(10, "pot", Type::Amount, false),
            field(11, "ties", Type::Choice(&["status_quo", "new_round", "lot"]), false),
            // The option that stands for leaving things as they are.
            field(12, "status_quo", Type::Link(Entity::Alternative), false),
            // The role that somebody is chosen for.
            field(13, "role", Type::Link(Entity::Role), false),
        ],
    },
    EntityRow {
        entity: Entity::Alternative,
        name: "alternatives",
        writers: Writers::All,
        created: true,
        is_fixed: false,
        fields: &[
            field(0, "title", Type::Line(LINE), true),
            field(1, "text", Type::Text, false),
            field(2, "decision", Type::Link(Entity::Decision), true),
            field(3, "cost", Type::Amount, false),
        ],
    },
    EntityRow {
        entity: Entity::Circle,
        name: "circles",
        writers: Writers::Members,
        created: true,
        is_fixed: false,
        fields: &[field(0, "title", Type::Line(LINE), true), field(1, "text", Type::Text, false)],
    },
    EntityRow {
        entity: Entity::Role,
        name: "roles",
        writers: Writers::Members,
        created: true,
        is_fixed: false,
        fields: &[
            field(0, "title", Type::Line(LINE), true),
            field(1, "text", Type::Text, false),
            field(2, "circle", Type::Link(Entity::Circle), false),
        ],
    },
    EntityRow {
        entity: Entity::Mandate,
        name: "mandates",
        writers: Writers::Members,
        created: true,
        is_fixed: true,
        fields: &[
            field(0, "title", Type::Line(LINE), true),
            // What may be decided under it, within what, and how it is told about.
            field(1, "domain", Type::Text, true),
            field(2, "constraints", Type::Text, false),
            field(3, "report", Type::Text, false),
            field(4, "review", Type::Date, true),
        ],
    },
    EntityRow {
        entity: Entity::Topic,
        name: "topics",
        writers: Writers::Members,
        created: true,
        is_fixed: true,
        fields: &[field(0, "title", Type::Line(LINE), true)],
    },
    EntityRow {
        entity: Entity::HouseRule,
        name: "house_rules",
        writers: Writers::Members,
        created: true,
        is_fixed: true,
        fields: &[field(0, "title", Type::Line(LINE), true), field(1, "text", Type::Text, false)],
    },
    EntityRow {
        entity: Entity::Representative,
        name: "representatives",
        writers: Writers::Maker,
        created: true,
        is_fixed: false,
        fields: &[
            field(0, "title", Type::Line(LINE), true),
            // What they may say and promise for their organisation.
            field(1, "text", Type::Text, false),
        ],
    },
    EntityRow {
        entity: Entity::Nomination,
        name: "nominations",
        writers: Writers::Maker,
        created: true,
        is_fixed: true,
        fields: &[
            field(0, "decision", Type::Link(Entity::Decision), true),
            // A member, whose card it is.
            field(1, "person", Type::Link(Entity::Card), true),
            // Why.
            field(2, "text", Type::Text, true),
        ],
    },
    EntityRow {
        entity: Entity::EarlierDecision,
        name: "earlier_decisions",
        writers: Writers::Maker,
        created: true,
        is_fixed: false,
        fields: &[
            field(0, "title", Type::Line(LINE), true),
            field(1, "text", Type::Text, false),
            // The options that were chosen, a line each; none where it was adopted.
            field(2, "chosen", Type::Text, false),
            field(3, "decided", Type::Date, true),
            field(4, "review", Type::Date, true),
            field(5, "decision", Type::Origin, true),
            // Where it was taken, which may be seasons ago.
            field(6, "community", Type::Origin, true),
        ],
    },
    EntityRow {
        entity: Entity::Attachment,
        name: "attachments",
        writers: Writers::All,
        created: true,
        // Another file is another attachment.
        is_fixed: true,
        fields: &[
            field(0, "on", Type::Created, true),
            // Of the file.
            field(1, "title", Type::Line(LINE), true),
            // What is on a picture, for who can't see it.
            field(2, "alt", Type::Line(ALT), false),
            // Under which its content is named; erased with the words.
            field(3, "key", Type::Line(Key::DIGITS), true),
            field(4, "content", Type::Content, true),
            field(5, "size", Type::Size, true),
            // What its bytes say that it is.
            field(6, "kind", Type::Choice(FILES), true),
        ],
    },
];

/// The row of an entity.
#[must_use]
pub fn row(entity: Entity) -> &'static EntityRow {
    ENTITIES.iter().find(|row| row.entity == entity).expect("a test checks that each has a row")
}

impl EntityRow {
    /// The field with this number.
    #[must_use]
    pub fn field(&self, number: Field) -> Option<&'static FieldRow> {
        self.fields.iter().find(|field| field.number == number)
    }

    /// The field with this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&'static FieldRow> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl FieldRow {
    /// Whether this value may stand in this field, at creation or, for a text, only then.
    #[must_use]
    pub fn takes(&self, value: Value, creating: bool) -> bool {
        match (self.of, value) {
            (Type::Line(most), Value::Words(chars)) => {
                chars <= most && (chars > 0 || !self.required)
            }
            (Type::Text, Value::Words(_)) => creating,
            (Type::Date, Value::Date(_))
            | (Type::Link(_) | Type::Created | Type::Origin, Value::Link(_))
            | (Type::Content, Value::Digest(_)) => true,
            (Type::Choice(words), Value::Choice(choice)) => usize::from(choice) < words.len(),
            (Type::Share, Value::Share(share)) => share.is_sound(),
            (Type::Count, Value::Number(count)) => u16::try_from(count).is_ok(),
            (Type::Amount, Value::Number(cents)) => cents > 0,
            (Type::Size, Value::Number(bytes)) => {
                u64::try_from(bytes).is_ok_and(|bytes| blob::chunks(bytes).is_some())
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_alters_words_that_are_written_once() {
        for entity in [Entity::Mandate, Entity::Topic, Entity::HouseRule, Entity::Nomination] {
            assert!(row(entity).is_fixed, "{entity:?}");
        }
    }

    #[test]
    fn a_field_takes_what_its_type_says_and_no_more() {
        let check = |of: Type, required: bool, value: Value, creating: bool, wanted: bool| {
            let row = field(0, "field", of, required);
            assert_eq!(row.takes(value, creating), wanted, "{of:?} {value:?}");
        };
        use Value::{Choice, Date, Number, Words};
        for (chars, required, wanted) in
            [(0, true, false), (0, false, true), (1, true, true), (5, true, true), (6, true, false)]
        {
            check(Type::Line(5), required, Words(chars), false, wanted);
        }
        check(Type::Text, false, Words(9), true, true);
        check(Type::Text, false, Words(9), false, false);
        check(Type::Date, false, Date(0), false, true);
        for (of, parts, wanted) in [(3, 0, true), (3, 3, true), (3, 4, false), (0, 0, false)] {
            // As others may write it.
            let share = act::codec::decode(&[0x82, parts, of], 3).unwrap();
            check(Type::Share, false, Value::Share(share), false, wanted);
        }
        check(Type::Choice(&["a", "b"]), false, Choice(1), false, true);
        check(Type::Choice(&["a", "b"]), false, Choice(2), false, false);
        for (count, wanted) in [(-1, false), (0, true), (65_535, true), (65_536, false)] {
            check(Type::Count, false, Number(count), false, wanted);
        }
        for (bytes, wanted) in
            [(-1, false), (0, false), (1, true), (32 << 20, true), ((32 << 20) + 1, false)]
        {
            check(Type::Size, false, Number(bytes), false, wanted);
        }
        check(Type::Content, false, Value::Digest(act::id::Digest([0; 32])), true, true);
        check(Type::Content, false, Words(9), true, false);
        for (cents, wanted) in [(-1, false), (0, false), (1, true), (i64::MAX, true)] {
            check(Type::Amount, false, Number(cents), false, wanted);
        }
        check(Type::Amount, false, Date(1), false, false);
    }

    #[test]
    fn every_entity_has_its_row_and_fields_have_their_own_number_and_name() {
        for (at, row) in ENTITIES.iter().enumerate() {
            // In acts an entity is its number: each number up to the last has its row.
            let entity: Entity = act::codec::decode(&[u8::try_from(at).unwrap()], 1).unwrap();
            assert_eq!(row.entity, entity);
            for (i, field) in row.fields.iter().enumerate() {
                assert_eq!(usize::from(field.number), i);
                assert_eq!(row.named(field.name), Some(field));
            }
        }
    }
}
