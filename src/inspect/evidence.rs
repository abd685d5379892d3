//! What shows a text file's encoding and separator, as notes. Takes what was seen of its bytes; refuses to look again.

use crate::model::finding::{count, text};
use crate::read::{Proof, TextLook};

use super::told::Note;

/// What shows a text's encoding.
pub fn encoding(look: &TextLook) -> Note {
    let (proof, letters) = match look.proof {
        Proof::Mark => ("mark", 0),
        Proof::Zeros => ("zeros", 0),
        Proof::Whole(letters) => ("whole", letters),
        Proof::Ascii => ("ascii", 0),
        Proof::Letters(letters) => ("letters", letters),
        Proof::Nothing => ("nothing", 0),
    };
    let values = vec![("encoding", text(look.encoding.name())), ("proof", text(proof)), ("letters", count(letters))];
    Note::new("encoding-is", values)
}

/// What shows a text's separator.
pub fn separator(look: &TextLook) -> Note {
    let Some(best) = look.separators.first() else { return Note::new("no-separator", Vec::new()) };
    let sign = if best.sign == b'\t' { "\\t".to_owned() } else { char::from(best.sign).to_string() };
    let values = vec![
        ("separator", text(sign)),
        ("stated", text(if look.stated { "stated" } else { "" })),
        ("fields", count(best.fields)),
        ("lines", count(best.lines)),
        ("of", count(best.of)),
        ("all", text(if best.all { "all" } else { "" })),
    ];
    Note::new("separator-is", values)
}
