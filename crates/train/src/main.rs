//! Programs that make the data we ship from free corpora; nothing depends on them.

fn main() {}
