//! Words that look like what neighbours write: those of the demo, in another order.
//!
//! Guards: texts of the lengths that people write, which compress about as well as theirs; no
//! sentence is repeated often. Next: [`crate::neighbourhood`].

use serde_json::Value;

use crate::dice::Dice;

/// The month that the demo tells.
const LINDE: &str = include_str!("../../peer/demo/linde.json");

/// How often in a hundred the next word is the one that follows in the demo: measured, zlib makes 2.7
/// bits of a character of 10,000 acts then and 2.9 of 1,000; the demo itself, 8 kB, gives 3.3.
const FOLLOWS: usize = 25;

/// The demo's people and words.
#[derive(Debug)]
pub(crate) struct Prose {
    /// Names with the word for what kind of participant each is.
    pub(crate) people: Vec<(String, String)>,
    words: Vec<String>,
}

impl Prose {
    /// Reads the demo.
    pub(crate) fn read() -> Self {
        let script: Value = serde_json::from_str(LINDE).expect("the demo is played by a test");
        let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let list = |key: &str| script[key].as_array().cloned().unwrap_or_default();
        let people =
            list("people").iter().map(|one| (text(one, "name"), text(one, "kind"))).collect();
        let said = list("steps")
            .into_iter()
            .flat_map(|step| ["text", "reason", "purpose"].map(|key| text(&step["do"], key)));
        let words = said
            .flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        Self { people, words }
    }

    /// A line of a few words, such as a title.
    pub(crate) fn line(&self, dice: &mut Dice) -> String {
        let count = 3 + dice.below(5);
        self.some(dice, count)
    }

    /// A remark: as long as those in the demo, 5 to 40 words.
    pub(crate) fn remark(&self, dice: &mut Dice) -> String {
        let count = 5 + dice.below(20) + dice.below(16);
        self.some(dice, count)
    }

    /// A text of a goal or proposal: 25 to 85 words.
    pub(crate) fn text(&self, dice: &mut Dice) -> String {
        let count = 25 + dice.below(61);
        self.some(dice, count)
    }

    /// A few words that come into a text, with the space before them.
    pub(crate) fn insertion(&self, dice: &mut Dice) -> String {
        let count = 1 + dice.below(12);
        format!(" {}", self.some(dice, count))
    }

    fn some(&self, dice: &mut Dice, count: usize) -> String {
        let mut at = dice.below(self.words.len());
        let mut some = String::new();
        for _ in 0..count {
            if !some.is_empty() {
                some.push(' ');
            }
            some.push_str(self.words.get(at).map(String::as_str).unwrap_or_default());
            at = if dice.percent(FOLLOWS) { at + 1 } else { dice.below(self.words.len()) };
            at %= self.words.len().max(1);
        }
        some
    }
}
