//! Placeholder so that the manifest is whole.
fn main() {}
