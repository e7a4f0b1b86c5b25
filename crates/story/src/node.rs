//! A value in a story with the place where it stands.
//!
//! Guards: every complaint names its place, so that an author finds it. Next: [`crate::read`].

use serde_json::{Map, Value};

use crate::error::StoryError;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node<'v> {
    value: &'v Value,
    path: String,
}

impl<'v> Node<'v> {
    pub(crate) const fn new(value: &'v Value, path: String) -> Self {
        Self { value, path }
    }

    pub(crate) fn wrong(&self, what: impl Into<String>) -> StoryError {
        StoryError::Malformed { path: self.path.clone(), what: what.into() }
    }

    pub(crate) fn needs(&self, what: impl Into<String>) -> StoryError {
        StoryError::Needs { path: self.path.clone(), what: what.into() }
    }

    pub(crate) fn map(&self) -> Result<&'v Map<String, Value>, StoryError> {
        self.value.as_object().ok_or_else(|| self.wrong("is no object"))
    }

    /// What stands under a key; `null` is as good as nothing.
    pub(crate) fn get(&self, key: &str) -> Result<Option<Self>, StoryError> {
        Ok(self.map()?.get(key).filter(|value| !value.is_null()).map(|value| self.at(key, value)))
    }

    pub(crate) fn need(&self, key: &str) -> Result<Self, StoryError> {
        self.get(key)?.ok_or_else(|| self.wrong(format!("has no `{key}`")))
    }

    pub(crate) fn at(&self, key: &str, value: &'v Value) -> Self {
        Self { value, path: format!("{}.{key}", self.path) }
    }

    pub(crate) fn text(&self) -> Result<&'v str, StoryError> {
        self.value.as_str().ok_or_else(|| self.wrong("is no text"))
    }

    pub(crate) const fn json(&self) -> &'v Value {
        self.value
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn is_text(&self) -> bool {
        self.value.is_string()
    }

    pub(crate) fn flag(&self) -> Result<bool, StoryError> {
        self.value.as_bool().ok_or_else(|| self.wrong("is neither `true` nor `false`"))
    }

    /// A whole number, also when it is written as text.
    pub(crate) fn number<N: TryFrom<u64>>(&self) -> Result<N, StoryError> {
        let number = match self.value {
            Value::String(text) => text.parse().ok(),
            value => value.as_u64(),
        };
        number
            .and_then(|number| N::try_from(number).ok())
            .ok_or_else(|| self.wrong("is no whole number of a size that fits"))
    }

    pub(crate) fn list(&self) -> Result<Vec<Self>, StoryError> {
        let values = self.value.as_array().ok_or_else(|| self.wrong("is no list"))?;
        let at = |(i, value)| Self { value, path: format!("{}[{i}]", self.path) };
        Ok(values.iter().enumerate().map(at).collect())
    }

    /// The list under a key; none when it isn't there.
    pub(crate) fn list_of(&self, key: &str) -> Result<Vec<Self>, StoryError> {
        self.get(key)?.map_or(Ok(Vec::new()), |node| node.list())
    }

    /// Refuses keys that mean nothing here: a typing error would pass unseen.
    pub(crate) fn only(&self, keys: &[&str]) -> Result<(), StoryError> {
        match self.map()?.keys().find(|key| !keys.contains(&key.as_str())) {
            Some(key) => Err(self.wrong(format!("`{key}` means nothing here"))),
            None => Ok(()),
        }
    }
}
