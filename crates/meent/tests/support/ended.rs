//! Waiting for a program with an end to it, so that one that goes on by mistake fails its test.
//!
//! Guards: whatever is started by a test is gone after it. Next: `../running.rs`.

use std::{
    process::{Child, Output},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long anything may take before a test gives up; far more than it takes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for the end; kills what doesn't end by itself, and fails.
pub(crate) fn ended(mut child: Child) -> Output {
    let begin = Instant::now();
    while child.try_wait().expect("a child can be waited for").is_none() {
        if begin.elapsed() > PATIENCE {
            child.kill().expect("it runs");
            panic!("did not end: {:?}", child.wait_with_output());
        }
        sleep(Duration::from_millis(10));
    }
    child.wait_with_output().expect("it ended")
}
