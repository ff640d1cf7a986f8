//! Words already seen, with what analysis made of them: news repeats its words.
//!
//! Takes a word as it is printed, gives its folded form, its marked form and its stems, all by one look-up.
//! Nothing is allocated for a word that is known; memory is bounded, and so is the work of any look-up.
//!
//! The layout is made for the processor's cache, whose misses cost more than all the rest: a dense table finds the
//! words looked up last, and what most of them need lies together in a few bytes, those seen first side by side.

use article::Language;
use xxhash_rust::xxh3::xxh3_64;

use crate::block::{BLOCK, Block, block, push_block, spread};
use crate::fold::{Folded, fold_form};
use crate::stems;
use crate::token::Class;

/// Remembers words. One a thread.
pub(crate) struct Vocabulary {
    /// Numbers of the short words looked up last, by hash; empty until there are many words.
    recent: Vec<u32>,
    /// An open hash table of all words.
    slots: Vec<Slot>,
    shorts: Vec<Short>,
    entries: Vec<Entry>,
    /// Every form of every entry.
    forms: String,
    folded: Folded,
    stem: String,
}

/// A place of the table: free if its entry is zero.
#[derive(Clone, Copy, Default)]
struct Slot {
    hash: u32,
    entry: u32,
}

/// What a word needs most often, where it is short enough; all zero where it is not.
#[derive(Clone, Copy, Default)]
struct Short {
    /// As printed.
    letters: Block,
    /// Folded, zeros behind it.
    word: [u8; BLOCK],
    word_len: u8,
    /// How much of the folded word its stems are; zero where that is not known, or where the stem is another word.
    stem_lens: [u8; 2],
    /// Whether it has forms beside the folded word.
    is_marked: bool,
}

/// A place in `forms`.
#[derive(Clone, Copy, Default)]
struct Span {
    at: u32,
    len: u32,
}

/// One word.
#[derive(Clone, Copy)]
struct Entry {
    /// As printed.
    form: Span,
    folded: Span,
    accented: Span,
    /// Empty until somebody asks.
    stems: [Span; 2],
    class: Class,
    capitals: bool,
}

/// A word of the vocabulary, until the next is looked up.
#[derive(Clone, Copy)]
pub(crate) struct Known(u32);

/// A query needs no more; always a power of two.
const FEWEST_SLOTS: usize = 1 << 8;

/// A power of two.
const MOST_RECENT: usize = 1 << 14;

/// Beyond so many words all are forgotten: hapaxes and misprints would fill any memory.
const MOST_ENTRIES: usize = 1 << 17;

/// Beyond so many bytes of forms, too.
const MOST_BYTES: usize = 8 << 20;

/// A word is looked for in so many slots; whoever forges hashes gains no more.
const MOST_PROBES: usize = 8;

impl Vocabulary {
    pub(crate) fn new() -> Self {
        Self {
            recent: Vec::new(),
            slots: vec![Slot::default(); FEWEST_SLOTS],
            // Slots point at entries from one on.
            shorts: vec![Short::default()],
            entries: vec![Entry::new(Span::default(), Class::Word)],
            forms: String::new(),
            folded: Folded::default(),
            stem: String::new(),
        }
    }

    /// Looks up the word or acronym that stands at `start..end` of `text`.
    #[inline]
    pub(crate) fn look_up_in(&mut self, text: &str, start: usize, end: usize, class: Class) -> Known {
        if end - start > BLOCK || self.recent.is_empty() {
            return self.look_up(&text[start..end], class);
        }
        let letters = block(text.as_bytes(), start, end - start);
        let hash = spread(letters);
        let place = hash as usize & (self.recent.len() - 1);
        let recent = self.recent[place];
        if self.shorts[recent as usize].letters == letters {
            return Known(recent);
        }
        let found = self.find(hash, |this, entry| this.shorts[entry].letters == letters);
        let known = found.unwrap_or_else(|| self.add(&text[start..end], class, hash));
        self.recent[place] = known.0;
        known
    }

    /// Looks up a word or an acronym as it is printed.
    pub(crate) fn look_up(&mut self, form: &str, class: Class) -> Known {
        let bytes = form.as_bytes();
        let hash = if bytes.len() > BLOCK { xxh3_64(bytes) as u32 } else { spread(block(bytes, 0, bytes.len())) };
        let found = self.find(hash, |this, entry| this.text(this.entries[entry].form) == form);
        found.unwrap_or_else(|| self.add(form, class, hash))
    }

    #[inline]
    fn find(&self, hash: u32, is_it: impl Fn(&Self, usize) -> bool) -> Option<Known> {
        let last = self.slots.len() - 1;
        for probe in 0..MOST_PROBES {
            let slot = self.slots[(hash as usize + probe) & last];
            if slot.entry == 0 {
                return None;
            }
            if slot.hash == hash && is_it(self, slot.entry as usize) {
                return Some(Known(slot.entry));
            }
        }
        None
    }

    #[cold]
    fn add(&mut self, form: &str, class: Class, hash: u32) -> Known {
        if self.entries.len() > MOST_ENTRIES || self.forms.len() > MOST_BYTES {
            self.forget();
        } else if self.entries.len() > self.slots.len() / 2 {
            self.grow();
        }
        let mut folded = std::mem::take(&mut self.folded);
        fold_form(form, class, &mut folded);
        let mut entry = Entry::new(self.push(form), folded.class.unwrap_or(class));
        entry.capitals = folded.capitals;
        entry.folded = if folded.word == form { entry.form } else { self.push(&folded.word) };
        entry.accented = match folded.accented.as_str() {
            "" => Span::default(),
            accented if accented == form => entry.form,
            accented => self.push(accented),
        };
        self.shorts.push(Short::new(form, &folded));
        self.folded = folded;
        let number = self.entries.len() as u32;
        self.entries.push(entry);
        self.place(Slot { hash, entry: number });
        Known(number)
    }

    fn push(&mut self, form: &str) -> Span {
        let at = self.forms.len() as u32;
        self.forms.push_str(form);
        Span { at, len: form.len() as u32 }
    }

    /// Puts `slot` in the first free place from where it belongs, or in place of the word that belongs there.
    fn place(&mut self, slot: Slot) {
        let (first, last) = (slot.hash as usize, self.slots.len() - 1);
        let free = (0..MOST_PROBES).find(|probe| self.slots[(first + probe) & last].entry == 0);
        self.slots[(first + free.unwrap_or(0)) & last] = slot;
    }

    fn grow(&mut self) {
        let larger = vec![Slot::default(); self.slots.len() * 2];
        self.recent.resize(larger.len().min(MOST_RECENT), 0);
        for slot in std::mem::replace(&mut self.slots, larger) {
            if slot.entry != 0 {
                self.place(slot);
            }
        }
    }

    fn forget(&mut self) {
        self.recent.fill(0);
        self.slots.fill(Slot::default());
        self.shorts.truncate(1);
        self.entries.truncate(1);
        self.forms.clear();
    }

    fn entry(&self, known: Known) -> &Entry {
        &self.entries[known.0 as usize]
    }

    fn short(&self, known: Known) -> &Short {
        &self.shorts[known.0 as usize]
    }

    fn text(&self, span: Span) -> &str {
        &self.forms[span.at as usize..(span.at + span.len) as usize]
    }

    pub(crate) fn class(&self, known: Known) -> Class {
        self.entry(known).class
    }

    pub(crate) fn capitals(&self, known: Known) -> bool {
        self.entry(known).capitals
    }

    /// Whether it has a form beside the folded word.
    #[inline]
    pub(crate) fn is_marked(&self, known: Known) -> bool {
        self.short(known).is_marked
    }

    pub(crate) fn word(&self, known: Known) -> &str {
        self.text(self.entry(known).folded)
    }

    pub(crate) fn accented(&self, known: Known) -> Option<&str> {
        let accented = self.entry(known).accented;
        (accented.len > 0).then(|| self.text(accented))
    }

    /// The stem; the word itself where `language` has none.
    pub(crate) fn stem(&mut self, known: Known, language: Language) -> &str {
        let span = self.stem_span(known, language);
        self.text(span)
    }

    /// A stem that was asked for before.
    pub(crate) fn known_stem(&self, known: Known, language: Language) -> &str {
        let entry = self.entry(known);
        self.text(which(language).map_or(entry.folded, |which| entry.stems[which]))
    }

    /// Appends the folded word to `out`.
    #[inline]
    pub(crate) fn push_word(&self, known: Known, out: &mut Vec<u8>) {
        let short = self.short(known);
        if short.word_len > 0 {
            push_block(out, &short.word, short.word_len);
        } else {
            out.extend_from_slice(self.word(known).as_bytes());
        }
    }

    /// Appends the stem to `out`.
    #[inline]
    pub(crate) fn push_stem(&mut self, known: Known, language: Language, out: &mut Vec<u8>) {
        let short = self.short(known);
        let len = which(language).map_or(short.word_len, |which| short.stem_lens[which]);
        if len > 0 {
            push_block(out, &short.word, len);
        } else {
            out.extend_from_slice(self.stem(known, language).as_bytes());
        }
    }

    fn stem_span(&mut self, known: Known, language: Language) -> Span {
        let Some(which) = which(language) else { return self.entry(known).folded };
        let span = self.entry(known).stems[which];
        if span.len > 0 { span } else { self.add_stem(known, language, which) }
    }

    #[cold]
    fn add_stem(&mut self, known: Known, language: Language, which: usize) -> Span {
        let Entry { folded, class, .. } = *self.entry(known);
        let mut stem = std::mem::take(&mut self.stem);
        let word = self.text(folded);
        // Letters with digits are no words.
        let language = if class == Class::Number { Language::Other } else { language };
        stems::stem(word, language, &mut stem);
        let is_head = word.starts_with(&stem);
        let span = if is_head { Span { at: folded.at, len: stem.len() as u32 } } else { self.push(&stem) };
        let number = known.0 as usize;
        self.entries[number].stems[which] = span;
        if is_head && self.shorts[number].word_len > 0 {
            self.shorts[number].stem_lens[which] = stem.len() as u8;
        }
        self.stem = stem;
        span
    }
}

fn which(language: Language) -> Option<usize> {
    match language {
        Language::French => Some(0),
        Language::English => Some(1),
        Language::Other => None,
    }
}

impl Short {
    fn new(form: &str, folded: &Folded) -> Self {
        let mut short = Self { is_marked: folded.capitals || !folded.accented.is_empty(), ..Self::default() };
        if form.len() <= BLOCK {
            short.letters = block(form.as_bytes(), 0, form.len());
        }
        if let Some(place) = short.word.get_mut(..folded.word.len()) {
            place.copy_from_slice(folded.word.as_bytes());
            short.word_len = folded.word.len() as u8;
        }
        short
    }
}

impl Entry {
    fn new(form: Span, class: Class) -> Self {
        Self { form, folded: form, accented: Span::default(), stems: [Span::default(); 2], class, capitals: false }
    }
}
