//! How often something took how long.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::Text;

/// Upper bounds in microseconds, and as Prometheus writes them.
const BOUNDS: [(u64, &str); 12] = [
    (500, "0.0005"),
    (1_000, "0.001"),
    (2_500, "0.0025"),
    (5_000, "0.005"),
    (10_000, "0.01"),
    (25_000, "0.025"),
    (50_000, "0.05"),
    (100_000, "0.1"),
    (250_000, "0.25"),
    (1_000_000, "1"),
    (5_000_000, "5"),
    (30_000_000, "30"),
];

#[derive(Default)]
pub(crate) struct Histogram {
    buckets: [AtomicU64; BOUNDS.len()],
    count: AtomicU64,
    micros: AtomicU64,
}

impl Histogram {
    pub(crate) fn count(&self, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        if let Some(place) = BOUNDS.iter().position(|(bound, _)| micros <= *bound) {
            self.buckets[place].fetch_add(1, Ordering::Relaxed);
        }
        self.count.fetch_add(1, Ordering::Relaxed);
        self.micros.fetch_add(micros, Ordering::Relaxed);
    }

    /// Buckets hold what is below, too, as the format wants.
    pub(super) fn write(&self, text: &mut Text, name: &str, labels: &str) {
        let mut below = 0;
        for (bucket, (_, bound)) in self.buckets.iter().zip(BOUNDS) {
            below += bucket.load(Ordering::Relaxed);
            text.row(&format!("{name}_bucket"), &format!("{labels},le=\"{bound}\""), below);
        }
        // Counted while this is written, or not: the last bucket and the count are one number.
        let count = self.count.load(Ordering::Relaxed).max(below);
        text.row(&format!("{name}_bucket"), &format!("{labels},le=\"+Inf\""), count);
        text.row(&format!("{name}_sum"), labels, self.micros.load(Ordering::Relaxed) as f64 / 1e6);
        text.row(&format!("{name}_count"), labels, count);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Histogram, Text};

    #[test]
    fn buckets_hold_what_is_below() {
        let histogram = Histogram::default();
        for millis in [1, 3, 70_000] {
            histogram.count(Duration::from_millis(millis));
        }
        let mut text = Text::default();
        histogram.write(&mut text, "x", "a=\"b\"");
        for expected in [
            "depeche_x_bucket{a=\"b\",le=\"0.0005\"} 0\n",
            "depeche_x_bucket{a=\"b\",le=\"0.001\"} 1\n",
            "depeche_x_bucket{a=\"b\",le=\"0.005\"} 2\n",
            "depeche_x_bucket{a=\"b\",le=\"30\"} 2\n",
            "depeche_x_bucket{a=\"b\",le=\"+Inf\"} 3\n",
            "depeche_x_sum{a=\"b\"} 70.004\n",
            "depeche_x_count{a=\"b\"} 3\n",
        ] {
            assert!(text.0.contains(expected), "{expected}{}", text.0);
        }
    }
}
