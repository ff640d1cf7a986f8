//! The columns of a segment that searches read, opened once for all searches of a commit.

use std::sync::{Arc, OnceLock};

use jiff::civil::Time;
use schema::{ArticleId, DateQuality, ORIGIN_DIVIDER, from_day_number};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Searcher, SegmentOrdinal, SegmentReader};

use crate::hits::{Dated, Listed, Origin};

/// Columns by segment.
pub(super) struct Columns {
    segments: Vec<OnceLock<Arc<SegmentColumns>>>,
}

/// The columns of one segment.
pub(super) struct SegmentColumns {
    pub(super) published: Column<i64>,
    pub(super) from: Column<i64>,
    pub(super) until: Column<i64>,
    quality: Column<u64>,
    pub(super) id_head: Column<u64>,
    id_tail: Column<u64>,
    headline: Option<StrColumn>,
    origin: Option<StrColumn>,
}

impl Columns {
    pub(super) fn of(searcher: &Searcher) -> Self {
        Self { segments: searcher.segment_readers().iter().map(|_| OnceLock::new()).collect() }
    }

    /// The columns of `segment`, which has this `ordinal`.
    pub(super) fn open(
        &self,
        ordinal: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<Arc<SegmentColumns>> {
        let Some(place) = self.segments.get(ordinal as usize) else { return SegmentColumns::open(segment) };
        match place.get() {
            Some(columns) => Ok(Arc::clone(columns)),
            None => {
                let columns = SegmentColumns::open(segment)?;
                Ok(Arc::clone(place.get_or_init(|| columns)))
            }
        }
    }
}

impl SegmentColumns {
    fn open(segment: &SegmentReader) -> tantivy::Result<Arc<Self>> {
        let columns = segment.fast_fields();
        Ok(Arc::new(Self {
            published: columns.i64("published")?,
            from: columns.i64("published_from")?,
            until: columns.i64("published_until")?,
            quality: columns.u64("published_quality")?,
            id_head: columns.u64("id_head")?,
            id_tail: columns.u64("id_tail")?,
            headline: columns.str("headline")?,
            origin: columns.str("origin")?,
        }))
    }

    /// What a list says of an article.
    pub(super) fn list(&self, doc: DocId, origins: bool) -> std::io::Result<Listed> {
        Ok(Listed {
            id: self.id(doc),
            headline: text(self.headline.as_ref(), doc)?,
            origin: if origins { Some(self.origin(doc)?) } else { None },
            published: self.dated(doc),
        })
    }

    fn origin(&self, doc: DocId) -> std::io::Result<Origin> {
        let origin = text(self.origin.as_ref(), doc)?;
        let (path, record) = origin.split_once(ORIGIN_DIVIDER).unwrap_or((&origin, ""));
        Ok(Origin { record: (!record.is_empty()).then(|| record.to_owned()), path: path.to_owned() })
    }

    pub(super) fn id(&self, doc: DocId) -> ArticleId {
        let head = self.id_head.first(doc).unwrap_or_default();
        ArticleId::from_columns(head, self.id_tail.first(doc).unwrap_or_default())
    }

    fn dated(&self, doc: DocId) -> Option<Dated> {
        let DateQuality { precision, confidence } = DateQuality::from_column(self.quality.first(doc)?)?;
        let minute = self.published.first(doc)?;
        let (hour, minute_of_hour) = (minute.rem_euclid(24 * 60) / 60, minute.rem_euclid(60));
        let time = Time::new(hour as i8, minute_of_hour as i8, 0, 0).ok();
        Some(Dated {
            date: from_day_number(self.from.first(doc)?)?,
            time: time.filter(|_| precision == article::Precision::Minute),
            precision,
            confidence,
        })
    }
}

/// The value of a column of texts; empty where there is none.
fn text(column: Option<&StrColumn>, doc: DocId) -> std::io::Result<String> {
    let mut text = String::new();
    if let Some(column) = column
        && let Some(ordinal) = column.ords().first(doc)
    {
        column.ord_to_str(ordinal, &mut text)?;
    }
    Ok(text)
}
