//! The layouts that are shipped, tried on a file as a run would use them. Hands on which fit and what they read; refuses to
//! prefer one.

use crate::model::control::Totals;
use crate::model::finding::Problem;
use crate::pipeline::{Layout, Pipeline, layout_alone};
use crate::read::ReadError;

use super::kept::File;
use super::prove::{Proving, problems};

/// Each with its path.
const LAYOUTS: [(&str, &str); 6] = [
    ("pipelines/layouts/huvudbok.toml", include_str!("../../pipelines/layouts/huvudbok.toml")),
    ("pipelines/layouts/leverantorsreskontra.toml", include_str!("../../pipelines/layouts/leverantorsreskontra.toml")),
    (
        "pipelines/layouts/raindance-udp-id-text.toml",
        include_str!("../../pipelines/layouts/raindance-udp-id-text.toml"),
    ),
    ("pipelines/layouts/raindance-udp.toml", include_str!("../../pipelines/layouts/raindance-udp.toml")),
    ("pipelines/layouts/sie4.toml", include_str!("../../pipelines/layouts/sie4.toml")),
    ("pipelines/layouts/unit4-browser.toml", include_str!("../../pipelines/layouts/unit4-browser.toml")),
];

/// How a shipped layout takes a file.
#[derive(Clone, Debug)]
pub struct Shipped {
    /// Its path in the project.
    pub path: &'static str,
    /// What it reads, or why it doesn't.
    pub read: Result<Read, Vec<Problem>>,
}

/// What a layout reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// Postings.
    pub totals: Totals,
    /// Rows that it rejects.
    pub rejected: u64,
}

impl Shipped {
    /// Every row is read.
    pub fn fits(&self) -> bool {
        self.read.as_ref().is_ok_and(|read| read.rejected == 0 && read.totals.rows > 0)
    }
}

/// Why a layout doesn't read a file, or what it reads.
type Tried = Result<Read, Vec<Problem>>;

/// Tries them all: those that read the same rows in one reading.
pub(super) fn all(file: &File<'_>) -> Vec<Shipped> {
    let pipelines = LAYOUTS.map(|(path, source)| layout_alone(path, source));
    let mut found: Vec<Option<Tried>> = Vec::new();
    let mut groups: Vec<Vec<Trial<'_>>> = Vec::new();
    for (place, compiled) in pipelines.iter().enumerate() {
        found.push(compiled.as_ref().err().map(|problems| Err(problems.clone())));
        let Some((pipeline, layout)) = compiled.as_ref().ok().and_then(|one| Some((one, one.layouts.first()?))) else {
            continue;
        };
        let alike = |other: &Layout| file.look.reads_alike(other, layout) && other.sheets == layout.sheets;
        let trial = Trial { place, pipeline, layout };
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| alike(first.layout))) {
            Some(group) => group.push(trial),
            None => groups.push(vec![trial]),
        }
    }
    for (place, tried) in groups.into_iter().flat_map(|group| together(file, &group)) {
        if let Some(one) = found.get_mut(place) {
            *one = Some(tried);
        }
    }
    let nothing = || Err(Vec::new());
    LAYOUTS.iter().zip(found).map(|((path, _), read)| Shipped { path, read: read.unwrap_or_else(nothing) }).collect()
}

/// A layout to try.
struct Trial<'p> {
    /// Its place among the layouts.
    place: usize,
    pipeline: &'p Pipeline,
    layout: &'p Layout,
}

/// Tries layouts that read the same rows, each until it stops.
fn together(file: &File<'_>, group: &[Trial<'_>]) -> Vec<(usize, Tried)> {
    let each_fails = |problem: &Problem| group.iter().map(|one| (one.place, Err(vec![problem.clone()]))).collect();
    let Some(first) = group.first() else { return Vec::new() };
    let opened = match file.open_for_rows(first.layout) {
        Ok(opened) => opened,
        Err(problem) => return each_fails(&problem),
    };
    let (name, about) = (file.contents.name(), opened.about.clone());
    let begun = group.iter().map(|one| Ok(Proving::new(name, &about, (one.pipeline, one.layout), None)));
    let mut under: Vec<Result<Proving<'_>, Vec<Problem>>> = begun.collect();
    let read = opened.each(&mut |raw| {
        for one in &mut under {
            let stopped = one.as_mut().ok().and_then(|proving| proving.take(raw).err());
            if let Some(error) = stopped {
                *one = Err(problems(error));
            }
        }
        if under.iter().any(Result::is_ok) { Ok(()) } else { Err(()) }
    });
    let broken = if let Err(ReadError::Input(problem)) = read { Some(*problem) } else { None };
    let finish = |one: Result<Proving<'_>, Vec<Problem>>| {
        let proving = one?;
        match &broken {
            Some(problem) => Err(vec![problem.clone()]),
            None => proving.finish().map(|proof| Read { totals: proof.totals, rejected: proof.rejected() }),
        }
    };
    group.iter().map(|one| one.place).zip(under.into_iter().map(finish)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_layout_is_tried_and_compiles() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines/layouts");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .expect("the layouts are there")
            .map(|entry| format!("pipelines/layouts/{}", entry.expect("an entry").file_name().to_string_lossy()))
            .collect();
        names.sort();
        assert_eq!(names, LAYOUTS.map(|(path, _)| path.to_owned()));
        for (path, source) in LAYOUTS {
            assert!(layout_alone(path, source).is_ok(), "{path}");
        }
    }
}
