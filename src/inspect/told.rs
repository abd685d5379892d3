//! What is told of a file: a message id with values and a place. Refuses sentences.

use crate::model::finding::{Place, Value};

/// One thing to tell; its sentence is the message `inspect-<id>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The message's id without its prefix.
    pub id: &'static str,
    /// Its values.
    pub values: Vec<(&'static str, Value)>,
    /// Where, in the file; nothing where it is about all of it.
    pub place: Place,
}

impl Note {
    pub(super) fn new(id: &'static str, values: Vec<(&'static str, Value)>) -> Self {
        Self { id, values, place: Place::default() }
    }

    pub(super) fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }
}
