//! What has to be looked at again, and when it has been quiet for long enough to do so.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::indexer::Scope;

/// Paths at which something happened.
#[derive(Debug, Default)]
pub(super) struct Dirt {
    paths: BTreeSet<PathBuf>,
    everything: bool,
    /// When the first and the last thing happened.
    span: Option<(Instant, Instant)>,
}

/// Nothing must happen for so long before files are read.
const QUIET: Duration = Duration::from_millis(300);

/// Where something happens all the time, files are read after so long all the same.
const LONGEST_UNREST: Duration = Duration::from_secs(2);

/// Where so much happened, looking at everything costs less.
const MOST_PATHS: usize = 500;

impl Dirt {
    /// Notes that something happened at `path`.
    pub(super) fn add(&mut self, path: PathBuf, now: Instant) {
        self.touch(now);
        if !self.everything {
            self.paths.insert(path);
        }
        if self.paths.len() > MOST_PATHS {
            self.add_everything(now);
        }
    }

    /// Notes that something happened, and nobody knows where.
    pub(super) fn add_everything(&mut self, now: Instant) {
        self.touch(now);
        self.everything = true;
        self.paths.clear();
    }

    /// Notes that `scope` is to be looked at again.
    pub(super) fn add_scope(&mut self, scope: Scope, now: Instant) {
        match scope {
            Scope::All => self.add_everything(now),
            Scope::Parts(paths) | Scope::Follow(paths) => paths.into_iter().for_each(|path| self.add(path, now)),
        }
    }

    /// Whether it is time to look.
    pub(super) fn is_ripe(&self, now: Instant) -> bool {
        let Some((first, last)) = self.span else { return false };
        now >= last + QUIET || now >= first + LONGEST_UNREST
    }

    /// What to look at; it is clean from then on.
    pub(super) fn take(&mut self) -> Scope {
        let Self { paths, everything, .. } = std::mem::take(self);
        if everything { Scope::All } else { Scope::Parts(paths.into_iter().collect()) }
    }

    fn touch(&mut self, now: Instant) {
        let (first, _) = self.span.unwrap_or((now, now));
        self.span = Some((first, now));
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::{Duration, Instant};

    use super::{Dirt, MOST_PATHS};
    use crate::indexer::Scope;

    #[test]
    fn unrest_delays_a_look_and_does_not_prevent_it() {
        let start = Instant::now();
        let after = |milliseconds| start + Duration::from_millis(milliseconds);
        let mut dirt = Dirt::default();
        assert!(!dirt.is_ripe(start));
        for moment in (0..1900).step_by(100) {
            dirt.add(PathBuf::from("a"), after(moment));
            assert!(!dirt.is_ripe(after(moment + 99)));
        }
        assert!(dirt.is_ripe(after(2000)));
        assert_eq!(dirt.take(), Scope::Parts(vec![PathBuf::from("a")]));
        assert!(!dirt.is_ripe(after(9000)));
        dirt.add(PathBuf::from("a"), after(3000));
        assert!(!dirt.is_ripe(after(3299)) && dirt.is_ripe(after(3300)));
    }

    #[test]
    fn many_paths_are_everything() {
        let now = Instant::now();
        let mut dirt = Dirt::default();
        (0..=MOST_PATHS).for_each(|n| dirt.add(PathBuf::from(n.to_string()), now));
        dirt.add(PathBuf::from("one more"), now);
        assert_eq!(dirt.take(), Scope::All);
    }
}
