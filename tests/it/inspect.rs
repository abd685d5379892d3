//! Looking at files: every format once, what is told of a few, the corpus read alike by a proposal and by the case's own
//! layout, and real ledgers where they are at hand.

mod corpus;

use std::path::PathBuf;

use serde_json::Value as Json;

use crate::workdir::{Workdir, repo, text};
