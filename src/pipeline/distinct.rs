//! What tells agreements apart: their titles within a year, and their registration numbers. Takes each agreement as it
//! is read; refuses what another has, however it is written, and shows both places.

use toml::Spanned;

use crate::model::finding::{Frame, Problem, text};
use crate::model::reference::canonical;

use super::compile::Cx;
use super::raw::AgreementFile;

/// Where something was first said, by what it comes down to.
#[derive(Default)]
pub(super) struct Distinct {
    /// Title, year and agreement.
    titles: Vec<(String, i16, usize, Frame)>,
    references: Vec<(String, Frame)>,
}

impl Distinct {
    /// Holds an agreement against those before it; `place` is its own number among them.
    pub(super) fn agreement(&mut self, cx: &mut Cx<'_>, mirror: &AgreementFile, year: i16, place: usize) {
        let Some(head) = mirror.agreement.as_ref().map(Spanned::get_ref) else { return };
        // An agreement without a long title is headed by its short one: both must differ from both.
        for title in [&head.title, &head.long_title].into_iter().flatten() {
            self.title(cx, title, year, place);
        }
        let added = head.supplements.iter().filter_map(|s| s.reference.as_ref());
        for at in head.references.iter().chain(added) {
            self.reference(cx, at);
        }
    }

    /// Agreements of one year cannot be told apart where they have the same title.
    fn title(&mut self, cx: &mut Cx<'_>, title: &Spanned<String>, year: i16, place: usize) {
        let words = title.get_ref().split_whitespace().collect::<Vec<_>>().join(" ");
        let (plain, frame) = (words.to_lowercase(), cx.file.frame(title.span()));
        let same = self.titles.iter().find(|(known, of, at, _)| *known == plain && *of == year && *at != place);
        if let Some((.., first)) = same.filter(|_| !plain.is_empty()) {
            let values = vec![("title", text(words)), ("year", text(year.to_string()))];
            cx.problems.push(Problem::new("title-twice", values).framed(frame.clone()).framed(first.clone()));
        }
        self.titles.push((plain, year, place, frame));
    }

    /// A registration number is one agreement's, and stands there once.
    fn reference(&mut self, cx: &mut Cx<'_>, at: &Spanned<String>) {
        let (plain, frame) = (canonical(at.get_ref()), cx.file.frame(at.span()));
        if let Some((_, first)) = self.references.iter().find(|(known, _)| *known == plain) {
            let values = vec![("kind", text("reference")), ("id", text(at.get_ref()))];
            cx.problems.push(Problem::new("duplicate-id", values).framed(frame.clone()).framed(first.clone()));
        }
        self.references.push((plain, frame));
    }
}
