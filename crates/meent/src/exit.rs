//! Exit codes, after sysexits.h, so that scripts can tell what to do.
//!
//! Guards: each code has one meaning here; docs/cli.md lists them. Next: [`crate::failure`].

use std::process::ExitCode;

/// How the process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The command line can't be understood.
    Usage = 64,
    /// Data is not what it should be.
    Data = 65,
    /// What was named isn't there.
    NoInput = 66,
    /// Not possible now, or with this version.
    Unavailable = 69,
    /// A fault of ours.
    Software = 70,
    /// Something can't be made, or stands there already.
    CantCreate = 73,
    /// Reading or writing failed.
    Io = 74,
    /// Another process has it.
    Held = 75,
    /// This person or device may not.
    NotPermitted = 77,
}

impl Exit {
    /// The number.
    pub(crate) const fn code(self) -> u8 {
        self as u8
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
