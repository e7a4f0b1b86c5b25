//! What is printed: least, median and most of several turns, and ratios of turns that were next to each
//! other. Next: `main.rs`.

use std::time::Duration;

/// What was measured, turn by turn.
#[derive(Default)]
pub struct Turns(Vec<Duration>);

impl Turns {
    /// One more turn.
    pub fn add(&mut self, took: Duration) {
        self.0.push(took);
    }

    /// The turn that so many in a hundred don't exceed.
    pub fn at(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        sorted[(sorted.len() - 1) * percent / 100]
    }

    /// A line with times.
    pub fn tell(&self, what: &str) {
        let [least, half, most] = [0, 50, 100].map(|percent| milliseconds(self.at(percent)));
        println!("  {what:<58} {least:>9} {half:>9} {most:>9}");
    }

    /// A line with p50 and p99.
    pub fn tell_tail(&self, what: &str) {
        let [half, most] = [50, 99].map(|percent| milliseconds(self.at(percent)));
        println!("  {what:<58} {half:>9} {most:>9}");
    }
}

/// A line with ratios of turns next to each other, and whether the middle one is within reach.
pub fn ratio(what: &str, ours: &Turns, theirs: &Turns, reach: Option<f64>) {
    let pairs = ours.0.iter().zip(&theirs.0);
    let mut ratios: Vec<f64> =
        pairs.map(|(ours, theirs)| ours.as_secs_f64() / theirs.as_secs_f64()).collect();
    ratios.sort_unstable_by(f64::total_cmp);
    let [least, half, most] = [0, ratios.len() / 2, ratios.len() - 1].map(|at| ratios[at]);
    let verdict = reach.map_or_else(String::new, |reach| {
        let verdict = if half <= reach { "reached" } else { "NOT reached" };
        format!("  (<= {reach}x: {verdict})")
    });
    println!("  {what:<58} {least:>8.2}x {half:>8.2}x {most:>8.2}x{verdict}");
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1_000.0)
}
