//! A layout by itself, without a job: what `inspect` proposes, or one of those that are shipped. Takes its text, hands on
//! a pipeline that has nothing but that layout and its parts; refuses what a job's layout is refused for.

use toml::Spanned;

use crate::model::code::PartNames;
use crate::model::finding::Problem;

use super::compile::Cx;
use super::file::PipelineFile;
use super::raw::LayoutFile;
use super::{Input, Pipeline, layout};

/// Compiles the text of a layout file. Its parts are the pipeline's, in the file's order.
pub fn layout_alone(name: &str, text: &str) -> Result<Pipeline, Vec<Problem>> {
    let mut file = PipelineFile::of_text(name, text);
    let mut problems = Vec::new();
    let mirror: LayoutFile = file.decode(&mut problems);
    let parts = PartNames(part_names(&mirror).into_iter().map(|name| name.get_ref().clone()).collect());
    let mut cx = Cx { file: &file, problems: &mut problems };
    let compiled = layout::compile(&mut cx, &mirror, &parts);
    if !problems.is_empty() {
        return Err(problems);
    }
    let input = Input { name: String::new(), path: std::path::PathBuf::new(), layout: 0 };
    Ok(Pipeline { parts, layouts: vec![compiled], inputs: vec![input], ..Pipeline::default() })
}

/// In the file's own order, which is the order that the region reads its code strings in.
pub(super) fn part_names(mirror: &LayoutFile) -> Vec<&Spanned<String>> {
    let mut names: Vec<&Spanned<String>> = mirror.parts.keys().collect();
    names.sort_by_key(|name| name.span().start);
    names
}
