//! The report for reading (*rapporten*): headings, facts, tables and narrative in the order that a board reads them.
//! Made once, taken by any writer of documents; holds no sentence but those that a person wrote.

use super::table::Cell;

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What it is about.
    pub title: String,
    /// Facts under the title: message ids (`line-<id>`) and values.
    pub facts: Vec<(&'static str, Cell)>,
    /// The rest, in reading order.
    pub blocks: Vec<Block>,
}

/// One thing in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading {
        /// 2 for a chapter, 3 for a section, 4 for what stands under it.
        level: u8,
        /// Text that is data, or the name of a message `heading-<name>`.
        title: Cell,
        /// Where links lead, unique in the document: lower-case letters, digits and hyphens.
        anchor: String,
    },
    /// Facts: message ids (`line-<id>`) and values; those that are blank are left out.
    Facts(Vec<(&'static str, Cell)>),
    /// A table of the report, or a part of it.
    Table {
        /// Its id.
        id: String,
        /// The columns to show, by name and in order; none means all.
        columns: Vec<String>,
        /// Only the rows that have this in that column; none means all.
        only: Option<(&'static str, Cell)>,
        /// Whether a heading already names it.
        titled: bool,
        /// What stands under its title: message ids (`line-<id>`) and values.
        lines: Vec<(&'static str, Cell)>,
    },
    /// What a person wrote (*berättelsen*), in Markdown.
    Narrative(String),
    /// A remark, the message `note-<name>`.
    Note(&'static str),
}

/// What a person wrote about an agreement or one of its areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrative {
    /// Position of the agreement.
    pub agreement: u16,
    /// Position of the area; none for the agreement as a whole.
    pub area: Option<u16>,
    /// File, relative to the job's folder.
    pub file: String,
    /// The Markdown.
    pub text: String,
}
