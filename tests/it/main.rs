//! All integration tests in one binary, so that a fresh machine links once.

// A test says what it expects and stops where that fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod auditor;
mod boundaries;
mod cli;
mod corpus;
mod docs;
mod foot;
mod fuzzed;
mod ingest;
mod inspect;
mod many_files;
mod page;
mod parquet;
mod printed;
mod reproducible;
mod roundtrip;
mod sample;
mod sample_2021;
mod samples;
mod small;
mod tidy;
mod workdir;
