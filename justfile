# Formatting, lints and the tests of everything.
check: && test
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings

# All tests.
test:
    cargo test --workspace

# Index folders: `just index tests/data/articles`.
index *FOLDERS:
    cargo run --release -- index {{FOLDERS}}

# Index and serve folders, with the web page: `just serve tests/data/articles`.
serve *FOLDERS:
    cargo run --release -- serve {{FOLDERS}}

# Measure against bare tantivy and SQLite: `just bench` or `just bench FILE.jsonl`.
bench *ARGS:
    cargo run --release -p bench -- {{ARGS}}

# Kill, cut, fill, flip and overflow: hours in full, minutes for one (`just faults kills`). Figures: RELIABILITY.md.
faults *ARGS:
    cargo build --release -p depeche -p faults
    "${CARGO_TARGET_DIR:-target}/release/faults" {{ARGS}}

# Make the shipped names, words and weights from the corpora: `just train ../shared/corpora`.
train CORPORA:
    cargo run --release -p train -- --corpora {{CORPORA}} names
    cargo run --release -p train -- --corpora {{CORPORA}} words
    cargo run --release -p train -- --corpora {{CORPORA}} tagger

# Measure the recogniser on annotated files or folders: `just names crates/entities/tests/data/annotated/fr`.
names *FILES:
    cargo run --release -p train -- measure {{FILES}}

# Which crate uses which.
deps:
    cargo tree --workspace --depth 1 --edges normal

# What CI runs.
ci:
    bash .ci/run
