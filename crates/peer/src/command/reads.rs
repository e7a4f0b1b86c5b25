//! Which commands change nothing, and by which somebody comes in.
//!
//! Guards: what only reads may be asked without a running peer, and while a device may not write. Next:
//! [`super`].

use super::{Command, task};

impl Command {
    /// Whether somebody comes into a community by it, and waits for somebody to be met.
    #[must_use]
    pub const fn joins(&self) -> bool {
        matches!(self, Self::Join { .. } | Self::DeviceJoin { .. } | Self::DeviceRecover { .. })
    }

    /// Whether it changes nothing.
    #[must_use]
    pub const fn only_reads(&self) -> bool {
        matches!(
            self,
            Self::CommunityList
                | Self::MemberList
                | Self::ChangeList
                | Self::CharterShow
                | Self::Task(task::Task::List | task::Task::Show { .. })
                | Self::AttachmentShow { .. }
                | Self::GoalList
                | Self::GoalShow { .. }
                | Self::DecisionList
                | Self::DecisionShow { .. }
                | Self::GoalBoard
                | Self::DecisionBoard
                | Self::History { .. }
                | Self::ForYou
                | Self::LogPage { .. }
                | Self::SettingShow
                | Self::PassphraseShow
                | Self::DeviceList
                | Self::SchismShow
                | Self::SeasonShow
                | Self::Status
                | Self::Doctor
                | Self::Log
                | Self::Verify
                | Self::ExportDocument
                | Self::Evidence
                | Self::ModerationList { .. }
                | Self::MemberShow { .. }
                | Self::Backup
        )
    }
}
