//! Ingest: what every way of writing a ledger extract must come to, item by item, each with its case.

mod sie;
mod values;
