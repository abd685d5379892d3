//! What the readers make of files that no one tidied: a list per format of what is promised, with the case that shows it.

mod sie;
