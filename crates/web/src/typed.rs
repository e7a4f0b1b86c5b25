//! What was typed into a form, and what is wrong with it.
//!
//! Guards: a form that is refused keeps every word that was typed, and says at the field what is the
//! matter. Next: [`crate::parts::field`], which draws both.

use std::collections::BTreeMap;

use axum::{
    Form,
    extract::{FromRequest, FromRequestParts as _, Request},
};
use peer::refusal::Refusal;
use words::{say, speech::Words};

use crate::{
    server::App,
    trouble::{self, Trouble},
    visit::Visit,
};

/// The values of a form by the names of its fields.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed(BTreeMap<String, Vec<String>>);

impl Typed {
    /// Values to begin a form with.
    pub(crate) fn of<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), vec![value]));
        Self(values.collect())
    }

    /// What stands in a field; nothing when it isn't there.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All that stands in fields of one name, such as what was ticked.
    pub(crate) fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The same with more values; a name may come again.
    pub(crate) fn and<'a>(mut self, values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        for (name, value) in values {
            self.0.entry(name.to_owned()).or_default().push(value);
        }
        self
    }

    /// What stands in a field, to be given away.
    pub(crate) fn text(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    /// What stands in a field if it isn't only blank.
    pub(crate) fn some(&self, name: &str) -> Option<String> {
        let value = self.get(name);
        (!value.trim().is_empty()).then(|| value.to_owned())
    }

    /// Whether anything was typed or chosen at all.
    pub(crate) fn is_any(&self) -> bool {
        self.0.values().flatten().any(|value| !value.is_empty())
    }

    /// Whether a field was in the form at all.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The same with another value in one field, if there is one.
    pub(crate) fn with(mut self, name: &str, value: Option<String>) -> Self {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), vec![value]);
        }
        self
    }
}

impl FromRequest<App> for Typed {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await?;
        let request = Request::from_parts(parts, body);
        let form = Form::<Vec<(String, String)>>::from_request(request, app).await;
        let Ok(Form(pairs)) = form else {
            return Err(Trouble::new(visit, None, Refusal::TooLong("text".to_owned())));
        };
        let mut typed = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in pairs {
            // Browsers send lines as mail does.
            typed.entry(name).or_default().push(value.replace("\r\n", "\n"));
        }
        Ok(Self(typed))
    }
}

/// What is wrong with what was typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults {
    fields: BTreeMap<&'static str, String>,
    /// What is wrong with no one field: what is the matter, and what to do.
    pub(crate) whole: Option<(String, String)>,
}

impl Faults {
    /// A refusal as faults of a form with these fields.
    pub(crate) fn of(words: Words, refusal: &Refusal, fields: &[&'static str]) -> Self {
        let about = match refusal {
            Refusal::Invalid(about) | Refusal::TooLong(about) | Refusal::Changed(about) => about,
            Refusal::QuorumTooLow(_) => "quorum",
            Refusal::NeedsReason => "reason",
            Refusal::BadLink(_) => "link",
            Refusal::BadBundle(why) if why == "nameless" => "me",
            Refusal::BadFile(why) if why == "no_alt" => "alt",
            Refusal::BadBackup(_) | Refusal::BadBundle(_) | Refusal::BadFile(_) => "file",
            Refusal::Passphrase(why) if why == "wrong" => "old",
            Refusal::Passphrase(why) if why != "damaged" => "new",
            _ => "",
        };
        let said = trouble::said(words, refusal);
        match fields.iter().find(|field| **field == about) {
            Some(field) => Self::at(field, format!("{} {}", said.message, said.hint)),
            None => Self { fields: BTreeMap::new(), whole: Some((said.message, said.hint)) },
        }
    }

    /// One field is wrong.
    pub(crate) fn at(field: &'static str, said: String) -> Self {
        Self { fields: BTreeMap::from([(field, said.trim_end().to_owned())]), whole: None }
    }

    /// What is wrong with a field.
    pub(crate) fn get(&self, field: &str) -> Option<&str> {
        self.fields.get(field).map(String::as_str)
    }

    /// Whether anything is wrong.
    pub(crate) fn is_any(&self) -> bool {
        !self.fields.is_empty() || self.whole.is_some()
    }

    /// The title of a page whose form has faults says so first.
    pub(crate) fn title(&self, words: Words, title: &str) -> String {
        if self.is_any() {
            say!(words, "page-fault-title", title = title)
        } else {
            title.to_owned()
        }
    }

    /// The fields that are wrong.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.fields.iter().map(|(field, said)| (*field, said.as_str()))
    }
}
