//! Ingest: what every way of writing a ledger extract must come to, item by item, each with its case in the corpus.

mod values;
