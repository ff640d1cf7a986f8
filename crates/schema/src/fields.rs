//! The fields of the index, by name.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};
use tantivy::store::Compressor;
use tantivy::{IndexSettings, TantivyError};

use crate::tokenizer::{FOLDED, TERMS};

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident: $add:expr;)*) => {
        /// Handles of all fields. Their names in the index are the names here.
        #[derive(Clone, Copy, Debug)]
        pub struct Fields {
            $($(#[$doc])* pub $name: Field,)*
        }

        impl Fields {
            /// The schema, and the handles into it.
            pub fn build() -> (Schema, Self) {
                let mut builder = Schema::builder();
                $(let $name = ($add as fn(&mut SchemaBuilder, &str) -> Field)(&mut builder, stringify!($name));)*
                (builder.build(), Self { $($name),* })
            }

            /// The handles into the schema of an opened index.
            ///
            /// # Errors
            ///
            /// Fails when the index lacks one of our fields: it is not ours, or of another version.
            pub fn of(schema: &Schema) -> Result<Self, TantivyError> {
                Ok(Self { $($name: schema.get_field(stringify!($name))?,)* })
            }
        }
    };
}

fields! {
    /// The ledger's key of the article: followed folder, path, record. Upserts delete by it.
    key: |b, name| b.add_text_field(name, raw());
    /// Path inside the followed folder and the record's own id, divided by [`crate::ORIGIN_DIVIDER`].
    origin: |b, name| b.add_text_field(name, TextOptions::default().set_fast("raw"));
    /// The first eight bytes of the public id, which settle ties.
    id_head: |b, name| b.add_u64_field(name, FAST);
    /// Its last two bytes.
    id_tail: |b, name| b.add_u64_field(name, FAST);

    /// Folded words of the title.
    title: |b, name| b.add_text_field(name, words());
    /// Folded words of every other searchable paragraph.
    body: |b, name| b.add_text_field(name, words());
    /// Stems of a French title.
    title_fr: |b, name| b.add_text_field(name, stems());
    /// Stems of the French paragraphs.
    body_fr: |b, name| b.add_text_field(name, stems());
    /// Stems of an English title.
    title_en: |b, name| b.add_text_field(name, stems());
    /// Stems of the English paragraphs.
    body_en: |b, name| b.add_text_field(name, stems());
    /// Accented, all-capitals, joined, hashtag and flag forms of title and body, without positions.
    marks: |b, name| b.add_text_field(name, indexed(TERMS, IndexRecordOption::Basic, false));

    /// The headline as printed, for result lists.
    headline: |b, name| b.add_text_field(name, TextOptions::default().set_fast("raw"));
    /// The main language: `fr`, `en`, `other`.
    language: |b, name| b.add_text_field(name, raw().set_fast("raw"));
    /// The outlet, as printed in the column, folded in the index.
    source: |b, name| b.add_text_field(name, label());
    /// The rubric, likewise.
    section: |b, name| b.add_text_field(name, label());
    /// Keywords and hashtags, likewise.
    tag: |b, name| b.add_text_field(name, label());
    /// Folded words of the byline.
    byline: |b, name| b.add_text_field(name, words());

    /// First moment of publication, in minutes since 1970-01-01T00:00; absent for undated articles. The sort key.
    published: |b, name| b.add_i64_field(name, FAST);
    /// First day on which it may have been published, as days since 1970-01-01.
    published_from: |b, name| b.add_i64_field(name, FAST);
    /// Last such day, inclusive.
    published_until: |b, name| b.add_i64_field(name, FAST);

    /// How exactly and how surely that is known: see [`crate::DateQuality`].
    published_quality: |b, name| b.add_u64_field(name, FAST);

    /// Days that the text speaks of, as days since 1970-01-01.
    mentioned_day: |b, name| b.add_i64_field(name, cell());
    /// Weeks: the number of the Monday, counted in weeks from 1969-12-29.
    mentioned_week: |b, name| b.add_i64_field(name, cell());
    /// Months: year times twelve plus month from zero.
    mentioned_month: |b, name| b.add_i64_field(name, cell());
    /// Years.
    mentioned_year: |b, name| b.add_i64_field(name, cell());
    /// Decades: the year divided by ten.
    mentioned_decade: |b, name| b.add_i64_field(name, cell());
    /// Longer spans that are no cell: `first day:last day`, as days since 1970-01-01.
    mentioned_span: |b, name| b.add_text_field(name, raw());

    /// Referents of the names in the text, of every kind, folded.
    names: |b, name| b.add_text_field(name, raw().set_fast("raw"));
    /// How this article reads its names: see [`crate::NameReading`].
    readings: |b, name| b.add_text_field(name, raw());

    /// The article and all that was found in it, packed: see [`crate::Stored`].
    article: |b, name| b.add_bytes_field(name, STORED);
}

/// Settings with which an index is created.
pub fn open_settings() -> IndexSettings {
    // Articles are packed one by one before they are stored; blocks of them would be unpacked for one article.
    IndexSettings { docstore_compression: Compressor::None, ..IndexSettings::default() }
}

fn indexed(tokenizer: &str, option: IndexRecordOption, lengths: bool) -> TextOptions {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option).set_fieldnorms(lengths);
    TextOptions::default().set_indexing_options(indexing)
}

fn words() -> TextOptions {
    indexed(TERMS, IndexRecordOption::WithFreqsAndPositions, true)
}

/// Stems are counted, not placed: phrases and ranking go by the words themselves.
fn stems() -> TextOptions {
    indexed(TERMS, IndexRecordOption::WithFreqs, true)
}

fn raw() -> TextOptions {
    indexed("raw", IndexRecordOption::Basic, false)
}

fn label() -> TextOptions {
    indexed(FOLDED, IndexRecordOption::Basic, false).set_fast("raw")
}

fn cell() -> NumericOptions {
    NumericOptions::from(INDEXED)
}
