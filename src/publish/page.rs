//! The page (*rapporten*): the report's document as one self-contained HTML file, made to be printed on A4 and read on
//! a phone. Takes a report and its words, hands on `rapport.html`, whose bytes depend on nothing else. Refuses scripts,
//! anything from outside, and a table that isn't what its maker counted. Every text is escaped by the template.

mod narrative;
mod table;
mod text;

use std::collections::HashSet;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::model::document::{Block, Document};
use crate::model::fact::SinkError;
use crate::model::table::{Cell, Report};

use super::folder::Folder;
use super::trouble::{broken, not_written};
use super::{Wording, WorkbookMeta};
use text::clean;

/// Its name in the set.
const FILE: &str = "rapport.html";
/// How it looks.
const STYLE: &str = include_str!("page/page.css");
/// No script, no image, no font and no request: only the style in the page itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/// With more headings than this, the contents name chapters only.
const LONGEST_CONTENTS: usize = 30;
/// Id of the contents' title. Anchors hold no `_`, so ids of the page's own do.
const CONTENTS: &str = "innehall_";

/// What the parts of the page share while it is written.
#[derive(Clone, Copy)]
struct Setting<'a> {
    wording: &'a dyn Wording,
}

impl Setting<'_> {
    /// The title of a thing with a name of the model.
    fn title(&self, prefix: &str, name: &str) -> String {
        clean(&self.wording.title(prefix, &name.replace('_', "-"))).into_owned()
    }

    /// A cell as it reads, whatever it holds.
    fn cell(&self, cell: Cell<&str>) -> String {
        match cell {
            Cell::Text(text) => clean(text).into_owned(),
            Cell::Name(name) => self.title("cell", name),
            figure => self.wording.figure(figure),
        }
    }
}

/// Writes `rapport.html`.
pub(super) fn write(
    folder: &Folder,
    report: &Report,
    wording: &dyn Wording,
    meta: &WorkbookMeta,
) -> Result<(), SinkError> {
    use std::io::Write;
    let page = page(report, Setting { wording }, meta)?;
    let mut out = folder.create(FILE).map_err(|e| not_written(FILE, e))?;
    out.write_all(page.as_bytes()).map_err(|e| not_written(FILE, e))
}

fn page(report: &Report, setting: Setting<'_>, meta: &WorkbookMeta) -> Result<String, SinkError> {
    let document = &report.document;
    let heads = heads(document, setting)?;
    let title = if document.title.is_empty() { &meta.title } else { &document.title };
    let title = clean(title);
    let subtitle = clean(&meta.subtitle);
    let page = html! {
        (DOCTYPE)
        html lang=(setting.wording.language()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light";
                title { (title) @if !subtitle.is_empty() { " · " (subtitle) } }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { h1 { (title) } (facts(setting, &document.facts)) }
                (contents(setting, &heads))
                main { (blocks(report, setting, &heads)?) }
            }
        }
    };
    let mut page = page.into_string();
    page.push('\n');
    Ok(page)
}

/// A heading of the document.
struct Head {
    level: u8,
    title: String,
    anchor: String,
}

/// All headings in order. Passes where each anchor is one, and is there once.
fn heads(document: &Document, setting: Setting<'_>) -> Result<Vec<Head>, SinkError> {
    let mut taken = HashSet::new();
    let mut heads = Vec::new();
    for block in &document.blocks {
        let Block::Heading { level, title, anchor } = block else { continue };
        let fit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if anchor.is_empty() || !anchor.chars().all(fit) || !taken.insert(anchor) {
            return Err(broken(format!("anchor {anchor:?}"), "a second one, or none at all"));
        }
        let title = match title {
            Cell::Name(name) => setting.title("heading", name),
            other => setting.cell(other.borrowed()),
        };
        heads.push(Head { level: (*level).clamp(2, 6), title, anchor: anchor.clone() });
    }
    Ok(heads)
}

/// The table of contents: chapters, with their sections where that doesn't make it long.
fn contents(setting: Setting<'_>, heads: &[Head]) -> Markup {
    let listed = heads.iter().filter(|head| head.level <= 3).count();
    let deepest = if listed > LONGEST_CONTENTS { 2 } else { 3 };
    let mut chapters: Vec<(&Head, Vec<&Head>)> = Vec::new();
    for head in heads.iter().filter(|head| head.level <= deepest) {
        match chapters.last_mut() {
            Some((_, sections)) if head.level > 2 => sections.push(head),
            _ => chapters.push((head, Vec::new())),
        }
    }
    let link = |head: &Head| html! { a href={ "#" (head.anchor) } { (head.title) } };
    html! {
        @if !chapters.is_empty() {
            nav aria-labelledby=(CONTENTS) {
                p id=(CONTENTS) { (setting.title("heading", "innehall")) }
                ol {
                    @for (chapter, sections) in &chapters {
                        li {
                            (link(chapter))
                            @if !sections.is_empty() { ol { @for section in sections { li { (link(section)) } } } }
                        }
                    }
                }
            }
        }
    }
}

/// Everything under the contents, in order. Headings and the facts right under them stay on one page in print.
fn blocks(report: &Report, setting: Setting<'_>, heads: &[Head]) -> Result<Markup, SinkError> {
    let mut heads = heads.iter();
    // The headings that a block stands under, outermost first.
    let mut path: Vec<&Head> = Vec::new();
    let mut tables = 0_usize;
    // Runs of blocks, each with whether it is one of headings and their facts.
    let mut runs: Vec<(bool, Vec<Markup>)> = Vec::new();
    let mut after_heading = false;
    for block in &report.document.blocks {
        let in_head = runs.last().is_some_and(|(is_head, _)| *is_head);
        let is_heading = matches!(block, Block::Heading { .. });
        let is_head = is_heading || in_head && matches!(block, Block::Facts(_));
        let markup = match block {
            Block::Heading { .. } => {
                let Some(head) = heads.next() else { continue };
                path.retain(|above| above.level < head.level);
                path.push(head);
                heading(head)
            }
            Block::Facts(lines) => facts(setting, lines),
            Block::Table { id, columns, only, titled, lines } => {
                tables += 1;
                let anchors: Vec<&str> = path.iter().map(|head| head.anchor.as_str()).collect();
                let part = table::Part::of(report, id, columns, only.as_ref())?;
                table::write(setting, &part, &table::Place { number: tables, titled: *titled, lines, anchors })?
            }
            Block::Narrative(markdown) => {
                let level = path.last().map_or(1, |head| head.level);
                html! { div.narrative { (narrative::render(markdown, level)) } }
            }
            Block::Note(name) => html! { p.note { (setting.title("note", name)) } },
        };
        let goes_on = is_head == in_head && (!is_heading || after_heading);
        match runs.last_mut() {
            Some((_, run)) if goes_on => run.push(markup),
            _ => runs.push((is_head, vec![markup])),
        }
        after_heading = is_heading;
    }
    Ok(html! {
        @for (is_head, run) in &runs {
            @if *is_head { div.head { @for block in run { (block) } } } @else { @for block in run { (block) } }
        }
    })
}

fn heading(head: &Head) -> Markup {
    let Head { level, title, anchor } = head;
    html! {
        @match level {
            2 => h2 id=(anchor) { (title) },
            3 => h3 id=(anchor) { (title) },
            4 => h4 id=(anchor) { (title) },
            5 => h5 id=(anchor) { (title) },
            _ => h6 id=(anchor) { (title) },
        }
    }
}

/// Labels and values; in a row where they are figures. Blank values are left out.
fn facts(setting: Setting<'_>, lines: &[(&'static str, Cell)]) -> Markup {
    let lines: Vec<_> = lines.iter().filter(|(_, value)| *value != Cell::Blank).collect();
    let has = |kind: fn(&Cell) -> bool| lines.iter().any(|(_, value)| kind(value));
    let in_a_row = has(|value| matches!(value, Cell::Amount(_))) && !has(|value| matches!(value, Cell::Text(_)));
    let class = if in_a_row { "facts figures" } else { "facts" };
    html! {
        @if !lines.is_empty() {
            dl class=(class) {
                @for (label, value) in &lines {
                    div {
                        dt { (setting.title("line", label)) }
                        dd {
                            (setting.cell(value.borrowed()))
                            @if matches!(value, Cell::Amount(_)) { "\u{a0}" (setting.title("cell", "kr")) }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
