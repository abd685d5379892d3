//! All integration tests in one binary, so that a fresh machine links once.

mod auditor;
mod boundaries;
mod cli;
mod corpus;
mod docs;
mod reproducible;
mod roundtrip;
mod sample;
mod tidy;
mod workdir;
