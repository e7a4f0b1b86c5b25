//! A story, judged. Next: `late.rs`, `moderation.rs`, `rounds.rs`, `schism.rs`.

use act::log::Index;
use rules::judge::Judge;
use story::story::Story;

/// A story with the verdicts on its acts.
pub(crate) struct Told {
    pub(crate) story: Story,
    pub(crate) judge: Judge,
}

impl Told {
    pub(crate) fn read(json: &str) -> Self {
        let story = Story::read(json).unwrap_or_else(|error| panic!("{error}: {json}"));
        let mut judge = Judge::default();
        for index in story.log().since(0) {
            judge.judge(story.log(), index);
        }
        Self { story, judge }
    }

    pub(crate) fn at(&self, id: &str) -> Index {
        self.story.log().find(self.story.act(id).unwrap()).unwrap()
    }
}
