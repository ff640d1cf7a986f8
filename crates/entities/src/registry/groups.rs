//! Which of many items are one: a union-find whose result does not depend on the order of its unions.

/// Disjoint groups of the numbers `0..n`.
pub(super) struct Groups {
    parent: Vec<u32>,
}

impl Groups {
    /// Every number alone.
    pub(super) fn new(count: usize) -> Self {
        Self { parent: (0..count as u32).collect() }
    }

    /// The least number of the group of `item`.
    pub(super) fn root(&mut self, item: usize) -> usize {
        let mut at = item;
        while self.parent[at] as usize != at {
            let above = self.parent[at] as usize;
            self.parent[at] = self.parent[above];
            at = above;
        }
        at
    }

    /// Joins two groups; says whether they were two.
    pub(super) fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b) as u32;
        a != b
    }
}
