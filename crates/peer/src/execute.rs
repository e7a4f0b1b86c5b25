//! Carrying out commands: a command and what is known become acts and an answer.
//!
//! Guards: whatever a person may not do is refused here in words, before an act is written; the rules
//! would make it ineffective anyway. One match over all commands of one community. Next:
//! [`crate::names`], for what people type.

use act::deed::Deed;

use crate::{
    answer::Answer,
    command::Command,
    community::{Ambient, Community},
    refusal::Refusal,
};

mod asked;
mod attachment;
mod carried;
mod change;
mod case;
mod community;
mod counsel;
mod decision;
mod device;
mod edit;
mod erased;
mod found;
mod goal;
mod mandate;
mod member;
mod moderation;
mod overview;
mod paper;
mod record;
mod recovery;
mod representative;
mod round;
mod season;
mod selection;
mod show;
mod told;

pub(crate) use change::word as change_word;
pub(crate) use round::{Due, since};
pub(crate) use season::SeasonDue;
pub(crate) use show::line;

pub use community::Invited;
pub use found::{Founding, found};

impl Community {
    /// Carries out a command of this community.
    ///
    /// # Errors
    /// When it can't be done; nothing has changed then.
    pub fn execute(
        &mut self,
        command: Command,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        match command {
            Command::CommunityLeave => self.leave(ambient),
            Command::MemberList => Ok(self.members()),
            Command::MemberApprove { who } => self.approve(&who, ambient),
            Command::MemberWithdraw { who } => self.withdraw(&who, ambient),
            Command::MemberRemove { who } => self.remove(&who, ambient),
            Command::MemberRest { who } => self.rest(&who, ambient),
            Command::MemberDismiss { who } => self.dismiss(&who, ambient),
            Command::ChangeList => Ok(self.changes()),
            Command::ChangeApprove { ids } => self.answer_changes(&ids, Deed::Approve, ambient),
            Command::ChangeWithdraw { ids } => {
                self.answer_changes(&ids, Deed::WithdrawApproval, ambient)
            }
            Command::ChangeObject { ids } => self.answer_changes(&ids, Deed::ObjectChange, ambient),
            Command::CharterShow => Ok(self.charter()),
            Command::CharterPropose { key, value } => self.amend(&key, &value, ambient),
            Command::Redact { id } => self.redact(&id, ambient),
            Command::GoalAdd { title, text } => self.add_goal(title, text, ambient),
            Command::MemberName { name } => self.rename(name, ambient),
            Command::GoalEdit { id, title, text, base } => {
                let change = edit::Typed { title, text, ..edit::Typed::default() };
                self.edit_goal(&id, change, &base, ambient)
            }
            Command::GoalBoard => Ok(self.goal_board()),
            Command::GoalList => Ok(self.goals()),
            Command::GoalShow { id } => self.show_goal(&id),
            Command::Comment { id, text } => self.comment(&id, text, ambient),
            Command::DecisionPropose {
                title,
                text,
                review,
                goal,
                method,
                quorum,
                share,
                numbers,
                options,
            } => {
                let proposal = decision::Proposal {
                    title,
                    text,
                    review,
                    goal,
                    method,
                    quorum,
                    share,
                    numbers,
                    options,
                };
                self.propose(proposal, ambient)
            }
            Command::DecisionEdit { id, title, text, review, goal, base } => {
                let change = decision::Change { title, text, review, goal };
                self.edit_decision(&id, change, &base, ambient)
            }
            Command::DecisionBoard => Ok(self.decision_board()),
            Command::History { id } => self.history(&id),
            Command::Restore { id, version } => self.restore(&id, &version, ambient),
            Command::LogPage { before, most, by } => self.log_page(before, most, by.as_deref()),
            Command::DecisionOption { id, option } => self.add_option(&id, &option, ambient),
            Command::DecisionOpen { id, opening } => self.open(&id, opening, ambient),
            Command::Task(task) => self.task(task, ambient),
            Command::Counsel(counsel) => self.counsel(counsel, ambient),
            Command::DecisionWithdraw { id } => self.withdraw_opening(&id, ambient),
            Command::Proxy { id, to } => self.give_proxy(&id, to.as_deref(), ambient),
            Command::Paper { id, ballots } => self.record_paper(&id, &ballots, ambient),
            Command::PaperSign { id, report } => self.sign_paper(&id, &report, ambient),
            Command::DecisionClose { id, seed } => self.close(&id, seed, ambient),
            Command::DecisionAcknowledge { id } => self.acknowledge(&id, ambient),
            Command::DecisionList => Ok(self.decisions()),
            Command::DecisionShow { id } => self.show_decision(&id),
            Command::Vote { id, ballot, reason } => self.vote(&id, &ballot, reason, ambient),
            Command::MemberRecover { who, code: Some(code) } => self.recover(&who, &code, ambient),
            Command::DeviceList => self.devices(),
            Command::DevicePaper => self.paper(ambient),
            Command::DevicePaperKeep { words } => self.keep_paper(&words, ambient),
            Command::DeviceRetire { id } => self.retire(&id, ambient),
            Command::SchismShow => {
                Ok(Answer::Schism(crate::answer::Schism { rifts: self.rifts() }))
            }
            Command::SchismAccept => self.accept_schism(ambient),
            Command::Log => Ok(self.record()),
            Command::Verify => self.verify(),
            Command::ExportDocument => self.export(),
            Command::Evidence => Ok(self.evidence()),
            Command::HouseRuleWrite { title, text } => self.write_house_rule(title, text, ambient),
            Command::ModerationList { of } => self.list_moderation(of.as_deref()),
            Command::ModerationHide { id, rule } => self.hide(&id, &rule, ambient),
            Command::ModerationShow { id } => self.unhide(&id, ambient),
            Command::MemberShow { who } => self.show_member(&who),
            Command::RepresentativeAdd { name, text } => {
                self.add_representative(name, text, ambient)
            }
            Command::RepresentativeEdit { id, name, text } => {
                self.edit_representative(&id, name, text, ambient)
            }
            Command::RepresentativeRemove { id } => self.remove_representative(&id, ambient),
            // These need the profile, the network or other communities: `Core` and `Peer` do them.
            Command::CommunityCreate { .. }
            | Command::CommunityList
            | Command::SeasonPlan
            | Command::SeasonJoin { .. }
            | Command::SeasonFound { .. }
            | Command::SeasonShow
            | Command::Invite
            | Command::Join { .. }
            | Command::DeviceEnrol
            | Command::DeviceJoin { .. }
            | Command::DeviceRecover { .. }
            | Command::DeviceMoved
            | Command::DeviceCopied
            | Command::Backup
            | Command::RestoreBackup { .. }
            | Command::MemberRecover { code: None, .. }
            | Command::ForYou
            | Command::AttachmentShow { .. }
            | Command::MemberLater { .. }
            | Command::MemberBlock { .. }
            | Command::MemberUnblock { .. }
            | Command::Seen { .. }
            | Command::PassphraseShow
            | Command::PassphraseChange { .. }
            | Command::SettingShow
            | Command::SettingChange { .. }
            | Command::Status
            | Command::Doctor => {
                Err(Refusal::Internal("not a command of one community".to_owned()))
            }
        }
    }
}
