//! Rows in used memory, and texts with and without room. Takes small rows; refuses to try the readers themselves.

use super::*;

/// A row of every kind of cell.
fn row(number: u32, text: &str) -> RawRow<'_> {
    let cells = vec![
        RawCell::Text(text.into()),
        RawCell::Blank,
        RawCell::Number(SheetNumber::new(7.5)),
        RawCell::Number(SheetNumber::new(7.0)),
        RawCell::Error("#REF!".into()),
        RawCell::Uncomputed,
        RawCell::Covered,
    ];
    RawRow { row: number, cells }
}

#[test]
fn rows_in_used_memory_are_as_in_new() {
    let all = |rows: &mut RawRows, text: &str| assert!((1..40).all(|number| rows.push(&row(number, text))));
    let (mut used, mut fresh) = (RawRows::default(), RawRows::default());
    all(&mut used, "något helt annat");
    let (texts, bytes) = (used.take_texts(), used.bytes());
    used.use_again(texts);
    assert!(used.is_empty() && used.bytes() < bytes);
    for room in [(0, 0, 0), (9_000, 9_000, 900)] {
        used.begin_anew(room);
        assert_eq!((used.len(), used.bytes(), used.text_end()), (0, 0, 0));
        let (text, number) = ("konto", 7);
        assert!(used.push(&row(number, text)));
        fresh.begin_anew((0, 0, 0));
        assert!(fresh.push(&row(number, text)));
        assert_eq!((Seal::of(&used), used.mark()), (Seal::of(&fresh), fresh.mark()));
        assert_eq!(used.row(0), row(number, text));
        all(&mut used, "åter");
    }
}

#[test]
fn a_text_of_its_own_is_the_same_whether_there_is_room_or_not() {
    for room in [0, 100] {
        let mut rows = RawRows::default();
        rows.begin_anew((room, 0, 0));
        assert_eq!(rows.text("å;ä".to_owned().into()), Some(0));
        assert_eq!(rows.text("ö".into()), Some(5));
        assert_eq!(rows.at(Stretch { start: 3, end: 7 }), "äö");
    }
}
