//! The timeline as bars, each a link to its days.

use query::{FilterField, TimelineUnit};

use super::links;
use super::phrases::Phrases;
use crate::wire::{Asked, TimelineBar, TimelineView};

/// Bars in a drawing that is [`WIDTH`] wide and [`HEIGHT`] high, in units of its own.
pub(crate) struct Timeline {
    pub(crate) bars: Vec<Bar>,
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) peak: String,
    /// What has no bar because its date is too coarse.
    pub(crate) uncertain: Option<String>,
    pub(crate) undated: Option<(String, String)>,
    /// The units that the bars may have.
    pub(crate) units: Vec<Unit>,
}

/// A unit to choose.
pub(crate) struct Unit {
    pub(crate) label: &'static str,
    pub(crate) href: String,
    pub(crate) is_current: bool,
}

pub(crate) struct Bar {
    /// Left edge of its column.
    pub(crate) x: String,
    /// Left edge and width of the bar itself, which leaves a gap to the next.
    pub(crate) bar_x: String,
    pub(crate) bar_width: String,
    pub(crate) width: String,
    pub(crate) y: String,
    pub(crate) height: String,
    pub(crate) label: String,
    pub(crate) href: String,
}

const WIDTH: f64 = 1_000.0;
const HEIGHT: f64 = 60.0;

/// Few bars stay bars.
const WIDEST: f64 = 40.0;

/// A bar is at least so high, so that one article among thousands is seen.
const LEAST: f64 = 2.0;

impl Timeline {
    /// `None` where there are no two bars to compare, and none was asked for. Bars lead to searches that narrow `all`
    /// down; `to_unit` gives the address with bars of another unit.
    pub(crate) fn new(
        t: &'static Phrases,
        asked: &Asked,
        view: &TimelineView,
        all: &Asked,
        to_unit: &dyn Fn(Option<TimelineUnit>) -> String,
    ) -> Option<Self> {
        let bars = &view.timeline;
        let most = bars.iter().map(|bar| bar.count).max().filter(|_| bars.len() > 1 || asked.interval.is_some())?;
        let width = WIDTH / bars.len() as f64;
        let peak = bars.iter().find(|bar| bar.count == most)?;
        // Empty ones are left out: a stray year 1 would otherwise bring two thousand of them.
        let filled = bars.iter().enumerate().filter(|(_, bar)| bar.count > 0);
        let undated = (view.timeline_undated > 0).then(|| {
            let label = format!("{} {}", t.number(view.timeline_undated), t.undated);
            (label, links::within(all, &[(FilterField::Date, "?")]))
        });
        let uncertain =
            (view.timeline_uncertain > 0).then(|| format!("{} {}", t.number(view.timeline_uncertain), t.less_exact));
        Some(Self {
            bars: filled.map(|(place, bar)| drawn(t, all, bar, place as f64 * width, width, most)).collect(),
            first: t.days(bars.first()?.from, bars.first()?.until),
            last: t.days(bars.last()?.from, bars.last()?.until),
            peak: format!("{} {} ({})", t.up_to, t.articles(most), t.days(peak.from, peak.until)),
            uncertain,
            undated,
            units: units(t, asked, view, to_unit),
        })
    }
}

fn units(
    t: &'static Phrases,
    asked: &Asked,
    view: &TimelineView,
    to_unit: &dyn Fn(Option<TimelineUnit>) -> String,
) -> Vec<Unit> {
    let unit = |unit: TimelineUnit| {
        let is_current = unit.name() == view.timeline_unit;
        Unit { label: t.unit(unit), href: to_unit(Some(unit)), is_current }
    };
    let by_itself = Unit { label: t.any_unit, href: to_unit(None), is_current: false };
    TimelineUnit::ALL.into_iter().map(unit).chain(asked.interval.map(|_| by_itself)).collect()
}

fn drawn(t: &Phrases, asked: &Asked, bar: &TimelineBar, x: f64, width: f64, most: u64) -> Bar {
    let height = (HEIGHT * bar.count as f64 / most as f64).max(LEAST);
    let bar_width = (width * 0.88).min(WIDEST);
    let (from, until) = (bar.from.to_string(), bar.until.to_string());
    Bar {
        x: shown(x),
        bar_x: shown(x + (width - bar_width) / 2.0),
        bar_width: shown(bar_width),
        width: shown(width),
        y: shown(HEIGHT - height),
        height: shown(height),
        label: labelled(t, bar),
        href: links::within(asked, &[(FilterField::From, &from), (FilterField::Until, &until)]),
    }
}

fn labelled(t: &Phrases, bar: &TimelineBar) -> String {
    format!("{}{} {}", t.days(bar.from, bar.until), t.colon, t.articles(bar.count))
}

fn shown(number: f64) -> String {
    format!("{number:.2}")
}

#[cfg(test)]
mod tests {
    use article::Language;
    use jiff::civil::date;

    use super::Timeline;
    use crate::page::links;
    use crate::page::phrases::Phrases;
    use crate::wire::{Asked, TimelineBar, TimelineView};

    #[test]
    fn empty_bars_are_gaps_and_the_rest_are_links() {
        let bar = |month, count| TimelineBar {
            from: date(2024, month, 1),
            until: date(2024, month, 1).last_of_month(),
            count,
        };
        let view = TimelineView {
            timeline: vec![bar(1, 3), bar(2, 0), bar(3, 12)],
            timeline_unit: "month",
            timeline_uncertain: 0,
            timeline_undated: 0,
        };
        let asked = Asked::parse("q=a&date=2024").unwrap();
        let timeline =
            Timeline::new(Phrases::of(Language::English), &asked, &view, &asked, &|unit| links::by(&asked, unit));
        let timeline = timeline.unwrap();
        let drawn: Vec<(&str, &str)> = timeline.bars.iter().map(|bar| (bar.x.as_str(), bar.height.as_str())).collect();
        assert_eq!(drawn, [("0.00", "15.00"), ("666.67", "60.00")]);
        assert_eq!(timeline.bars[1].href, "/?q=a&from=2024-03-01&until=2024-03-31");
        assert_eq!(timeline.peak, "up to 12 articles (March 2024)");
        let units: Vec<&str> = timeline.units.iter().map(|unit| unit.href.as_str()).collect();
        assert_eq!(units[0], "/?q=a&date=2024&interval=day");
        assert!(timeline.units[1].is_current);
    }
}
