//! What deeds about a season write: who takes part, who founds, who signed, what was founded.
//!
//! Guards: everything stands under the act that planned it; the secret of what was founded isn't written,
//! since the document is shown to others. Next: [`super`].

use act::{
    deed::Deed,
    season::{List, Part, Plan, Source, Step},
};

use super::Compiler;
use crate::{shape, tree::Node, writer::Writer};

/// What a founding says that its community goes on from.
pub(super) fn before(writer: &mut Writer<'_>, source: &Source) {
    let before = writer.map(Node::ROOT, shape::BEFORE);
    writer.put(before, "community", shape::hex(&source.community.0));
    let heads = writer.map(before, "heads");
    for head in &source.heads {
        writer.put(heads, &shape::hex(&head.0), true);
    }
}

impl Compiler<'_> {
    pub(super) fn season(&self, writer: &mut Writer<'_>, plan: &Plan) -> Option<()> {
        let seasons = writer.tree().at(&[shape::SEASONS])?;
        let season = writer.map(seasons, &shape::hex(&self.act.id().0));
        writer.put(season, shape::BY, shape::hex(&self.author.0));
        let charter = writer.map(season, shape::CHARTER);
        self.charter(writer, charter, &plan.charter);
        writer.map(season, shape::PARTS);
        writer.map(season, shape::LISTS);
        Some(())
    }

    pub(super) fn season_join(&self, writer: &mut Writer<'_>, part: &Part) -> Option<()> {
        let plan = shape::hex(&part.plan.0);
        let parts = writer.tree().at(&[shape::SEASONS, &plan, shape::PARTS])?;
        writer.put(parts, &shape::hex(&self.author.0), shape::hex(&part.key.0));
        Some(())
    }

    pub(super) fn season_list(&self, writer: &mut Writer<'_>, list: &List) -> Option<()> {
        let plan = shape::hex(&list.plan.0);
        let lists = writer.tree().at(&[shape::SEASONS, &plan, shape::LISTS])?;
        let map = writer.map(lists, &shape::hex(&self.act.id().0));
        let founders = writer.map(map, "founders");
        for part in &list.parts {
            let at = self.log.find(*part)?;
            let Deed::SeasonJoin(part) = self.log.act(at).deed()? else { return None };
            let member = self.judge.verdict(at).author?;
            writer.put(founders, &shape::hex(&member.0), shape::hex(&part.key.0));
        }
        writer.map(map, shape::SIGNED);
        Some(())
    }

    pub(super) fn season_step(&self, writer: &mut Writer<'_>, step: &Step) -> Option<()> {
        let at = self.log.find(step.list())?;
        let Deed::SeasonList(list) = self.log.act(at).deed()? else { return None };
        let plan = self.log.find(list.plan)?;
        let path =
            [shape::SEASONS, &shape::hex(&list.plan.0), shape::LISTS, &shape::hex(&step.list().0)];
        let map = writer.tree().at(&path)?;
        match step {
            Step::Sign { .. } => {
                let signed = writer.tree().child(map, shape::SIGNED)?;
                writer.put(signed, &shape::hex(&self.author.0), true);
            }
            Step::Found { .. } => {
                let (_, season) = self.judge.seasons().find(|(at, _)| *at == plan)?;
                let founded = season.founded.iter().find(|founded| founded.act == self.index)?;
                writer.put(map, "founded", shape::hex(&founded.community.0));
            }
        }
        Some(())
    }
}
