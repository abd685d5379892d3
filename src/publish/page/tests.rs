//! What the page may hold and must hold: escaped text in every place, no script, nothing from outside, an outline and
//! links that are whole, tables that tie.

use super::super::fixture::{Words, day, meta, report, spoil, table};
use super::*;
use crate::model::control::Boundary;
use crate::model::money::Ore;
use crate::model::table::{Column, ColumnKind, RowKind};

/// Text that would break a page that didn't escape it.
const HARM: &str = "</title></style><script>x('&\"')</script>\u{202e}\u{0}";
const ESCAPED: &str = "&lt;/title&gt;&lt;/style&gt;&lt;script&gt;x('&amp;&quot;')&lt;/script&gt;\u{fffd}\u{fffd}";

fn html(report: &Report) -> String {
    page(report, Setting { wording: &Words }, &meta()).unwrap_or_else(|_| panic!("the page is made"))
}

fn broken_by(report: &Report) -> bool {
    matches!(page(report, Setting { wording: &Words }, &meta()),
        Err(SinkError::Broken(broken)) if broken.boundary == Boundary::SummariseToPublish)
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

fn heading(level: u8, title: &str, anchor: &str) -> Block {
    Block::Heading { level, title: text(title), anchor: anchor.to_owned() }
}

fn shown(id: &str, columns: &[&str], only: Option<(&'static str, Cell)>) -> Block {
    let columns = columns.iter().map(|&name| name.to_owned()).collect();
    Block::Table { id: id.to_owned(), columns, only, titled: false, lines: Vec::new() }
}

/// The values of an attribute.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn text_is_escaped_wherever_it_stands() {
    let mut report = report();
    let mut harmful = table(
        "skadlig",
        &[("namn", ColumnKind::Text), ("text", ColumnKind::Prose)],
        vec![(RowKind::Normal, vec![text(HARM), text(HARM)])],
    );
    harmful.title = Some(HARM.to_owned());
    harmful.columns[1].title = Some(HARM.to_owned());
    report.tables.push(harmful);
    report.document.title = HARM.to_owned();
    report.document.facts = vec![("one", text(HARM))];
    report.document.blocks = vec![
        heading(2, HARM, "a"),
        Block::Facts(vec![("two", text(HARM))]),
        shown("skadlig", &[], None),
        Block::Narrative(format!("a {HARM}\n\n# {HARM}\n\n```\n{HARM}\n```\n\n[{HARM}](http://x/{HARM})")),
    ];
    let html = html(&report);
    // Title, h1, fact; contents, h2, fact; caption, header, label, two cells; heading, code, link's text and address.
    let in_prose = html.matches(&format!("a {ESCAPED}")).count();
    assert_eq!((html.matches(ESCAPED).count(), in_prose), (16, 1), "{html}");
    assert!(!html.contains("<script") && !html.contains('\u{202e}') && !html.contains('\u{0}'));
    assert_eq!((html.matches("</title>").count(), html.matches("</style>").count()), (1, 1));
}

#[test]
fn nothing_comes_from_outside() {
    let mut report = report();
    let narrative = "![b](http://ex.se/b.png) <img src=x> [a](http://ex.se) <iframe src=//ex.se></iframe>";
    report.document.blocks.push(Block::Narrative(narrative.to_owned()));
    let html = html(&report);
    for element in ["<script", "<img", "<iframe", "<link", "<object", "<form", "<base"] {
        assert!(!html.contains(element), "{element}");
    }
    for attribute in ["src", "style", "onclick", "action", "srcset"] {
        assert_eq!(attributes(html.split("</style>").nth(1).unwrap_or(""), attribute), [""; 0], "{attribute}");
    }
    // The fixture has an address as text, in a cell.
    let linked = html.replace("(&quot;http://x&quot;)", "").replace("http-equiv", "").replace(STYLE, "");
    assert_eq!((linked.matches("http").count(), linked.matches("<a href=\"http").count()), (1, 1), "{linked}");
    assert!(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline';"));
    for outside in ["@import", "url("] {
        assert!(!STYLE.contains(outside), "{outside}");
    }
    assert!(!STYLE.contains('<'), "the style can't end itself");
}

#[test]
fn the_outline_is_whole_and_every_link_leads_somewhere() {
    let html = html(&report());
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"sv\">"), "{html}");
    let ids = attributes(&html, "id");
    assert_eq!(ids, ["innehall_", "tabeller", "tabell_1", "omrade-1"]);
    let links: Vec<&str> = attributes(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')).collect();
    assert_eq!(links, ["tabeller", "omrade-1"]);
    assert_eq!(attributes(&html, "aria-labelledby"), ["innehall_"]);
    for once in ["<h1", "<main>", "<nav ", "<title>"] {
        assert_eq!(html.matches(once).count(), 1, "{once}");
    }
    // The narrative's own first heading, under the area's.
    assert!(html.contains("<h3 id=\"omrade-1\">Ett område</h3>") && html.contains("<h4>Gjort</h4>"));
    assert!(html.contains("<title>Uppföljning · till och med augusti 2022</title>"));
}

#[test]
fn long_contents_name_chapters_only() {
    let mut report = report();
    let sections = (0..=LONGEST_CONTENTS).map(|number| heading(3, "avsnitt", &format!("a-{number}")));
    report.document.blocks = [heading(2, "ett", "ett")].into_iter().chain(sections).collect();
    assert_eq!(attributes(&html(&report), "href"), ["#ett"]);
}

#[test]
fn anchors_are_unlike_and_fit() {
    for (one, two) in [("a", "a"), ("a", ""), ("a", "A"), ("a", "b_1"), ("a", "å"), ("a", "\"")] {
        let mut report = report();
        report.document.blocks = vec![heading(2, "x", one), heading(2, "y", two)];
        assert!(broken_by(&report), "{one} {two}");
    }
}

#[test]
fn cells_are_set_as_what_they_are() {
    let mut report = report();
    spoil(&mut report.tables[0], |rows| rows[1].kind = RowKind::Subtotal);
    report.tables[0].totals = report.tables[0].count().unwrap();
    let html = html(&report);
    for expected in [
        "<table class=\"stacked\" role=\"table\"><caption><span id=\"tabell_1\" class=\"unseen\">table aktiviteter</span>",
        "<span class=\"unit\">note belopp-i-kronor</span>",
        "<th scope=\"col\" class=\"figure\" role=\"columnheader\">column belopp</th>",
        "<tr role=\"row\"><th scope=\"row\" class=\"text\" role=\"rowheader\">0042</th>",
        "<td class=\"figure\" role=\"cell\" data-label=\"column belopp\">-1234.50</td>",
        "<td class=\"day\" role=\"cell\" data-label=\"column datum\">2022-08-31</td>",
        "<td class=\"text prose\" role=\"cell\"></td>",
        "<tr class=\"subtotal\" role=\"row\"><th scope=\"row\" class=\"text\" role=\"rowheader\">=HYPERLINK(&quot;http://x&quot;)</th>",
        "<td class=\"text prose\" role=\"cell\" data-label=\"column beslut-text\">cell over-budget</td>",
        "<tr class=\"total\" role=\"row\"><th scope=\"row\" class=\"text\" role=\"rowheader\">Summa</th>",
        "<dl class=\"facts figures\"><div><dt>line sum</dt><dd>-1234.43\u{a0}cell kr</dd></div></dl>",
        "<div class=\"head\"><h2 id=\"tabeller\">heading tables</h2><dl ",
        "<p class=\"note\">note basis</p>",
    ] {
        assert!(html.contains(expected), "{expected}\n{html}");
    }
    assert!(!html.contains("line none"), "a blank fact is left out");
}

#[test]
fn a_part_of_a_table_keeps_its_sums_names() {
    let mut report = report();
    let columns = [("omrade", ColumnKind::Text), ("aktivitet", ColumnKind::Text), ("rad", ColumnKind::Number)];
    let row = |kind, area: Cell, activity: Cell, number| (kind, vec![area, activity, Cell::Count(number)]);
    let rows = vec![
        row(RowKind::Normal, text("A"), text("ett"), 1_000),
        row(RowKind::Normal, text("B"), Cell::Blank, 2),
        row(RowKind::Total, Cell::Name("total"), Cell::Blank, 3),
    ];
    report.tables.push(table("delad", &columns, rows));
    report.document.blocks = vec![
        heading(2, "Ett", "ett"),
        shown("delad", &["aktivitet", "rad"], None),
        shown("delad", &["rad"], Some(("omrade", text("A")))),
        shown("delad", &[], Some(("omrade", text("C")))),
    ];
    let html = html(&report);
    let whole = "<tbody><tr><th scope=\"row\" class=\"text\">ett</th><td class=\"figure\">1000</td></tr>\
        <tr><td class=\"text\"></td><td class=\"figure\">2</td></tr>\
        <tr class=\"total\"><th scope=\"row\" class=\"text\">cell total</th><td class=\"figure\">3</td></tr></tbody>";
    assert!(html.contains(whole), "{html}");
    assert!(html.contains("<tbody><tr><td class=\"figure\">1000</td></tr></tbody>"), "{html}");
    assert!(html.contains("<td class=\"remark\" colspan=\"3\">line no-rows</td>"), "{html}");
    let regions = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"tabell_3 ett\">";
    assert!(html.contains(regions), "{html}");
}

#[test]
fn a_table_that_is_not_what_its_maker_counted_stops_the_run() {
    let ways: [fn(&mut Report); 6] = [
        |r| spoil(&mut r.tables[0], |rows| drop(rows.remove(0))),
        |r| spoil(&mut r.tables[0], |rows| rows[0].cells[1] = Cell::Amount(Ore::new(-123_451))),
        |r| spoil(&mut r.tables[0], |rows| rows[0].kind = RowKind::Subtotal),
        |r| r.tables.clear(),
        |r| r.document.blocks.push(shown("aktiviteter", &["finns_inte"], None)),
        |r| r.document.blocks.push(shown("aktiviteter", &[], Some(("finns_inte", Cell::Blank)))),
    ];
    for (place, spoil) in ways.iter().enumerate() {
        let mut report = report();
        spoil(&mut report);
        assert!(broken_by(&report), "way {place}");
    }
    let mut of_parts = report();
    of_parts.document.blocks = vec![shown("aktiviteter", &["aktivitet", "belopp"], None)];
    spoil(&mut of_parts.tables[0], |rows| drop(rows.pop()));
    assert!(broken_by(&of_parts), "a row of a table whose columns are chosen is lost");
}

#[test]
fn the_same_report_gives_the_same_page() {
    assert_eq!(html(&report()), html(&report()));
    let bare = Report::default();
    let html = html(&bare);
    assert!(html.contains("<h1>God &amp; nära vård</h1>") && !html.contains("<nav"), "{html}");
    let scaled = Column { name: "mkr".to_owned(), title: None, kind: ColumnKind::Scaled(1) };
    let mut report = report();
    report.tables.push(table("mkr", &[], vec![(RowKind::Normal, vec![Cell::Scaled(-304, 1)])]));
    report.tables[1].columns.push(scaled);
    report.document.blocks = vec![shown("mkr", &[], None), Block::Facts(vec![("day", Cell::Date(day(2022, 1, 2)))])];
    let html = self::html(&report);
    assert!(html.contains("<td class=\"figure\">-304 of 1</td>") && html.contains("<dd>2022-01-02</dd>"), "{html}");
}
