//! The page as published: what stands in the tables and findings stands there too, beside what a person wrote, and the
//! markup is whole. Read with a scanner of the test's own.

use std::collections::BTreeSet;
use std::path::Path;

use crate::small;
use crate::workdir::Workdir;

const OTHER: &str = r#"
[agreement]
id = "annat"
title = "Annat bidrag & mer"
long-title = "Överenskommelse om annat"
references = ["RS/1/2022"]
responsible = "Handläggare H"

[[area]]
id = "allt"
title = "Allt"
granted = [{ id = "allt", amount = 900 }]
allocated = 900
objects = ["77"]
responsible = "Områdeschef O"

[[condition]]
id = "villkor"
section = "2.1"
text = "Medlen ska användas <under året>."

[[report]]
id = "slut"
title = "Slutredovisning"
recipient = "Myndigheten"
due = 2022-12-31
"#;
const OF_AGREEMENT: &str = "Under året har **mycket** gjorts.\n\n# Av vem\n\nAv [oss](https://ex.se/?a=1&b=2).\n";
const OF_AREA: &str = "Lämnat i RS/2/2022.\n\n## Nästa år\n\n- <b>mer</b>\n";

/// Elements that have no end.
const VOID: [&str; 4] = ["meta", "br", "hr", "!DOCTYPE"];

/// Runs a job of two agreements with narratives; gives the published folder.
fn publish(workdir: &Workdir) -> std::path::PathBuf {
    let job = small::job(workdir);
    let text = std::fs::read_to_string(&job).expect("the job is there");
    let changed = text.replace("\"avtal.toml\"]", "\"avtal.toml\", \"annat.toml\"]\nnarratives = \"berattelser\"");
    assert_ne!(text, changed);
    std::fs::write(&job, changed).expect("the job can be written");
    workdir.write("annat.toml", OTHER);
    workdir.write("berattelser/avtal.md", OF_AGREEMENT);
    workdir.write("berattelser/avtal/tva.md", OF_AREA);
    workdir.run(&job, "2022-T1").unwrap_or_else(|error| panic!("the job runs: {error:?}")).folder
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the file is there")
}

/// Rows of a published table as its header and cells.
fn table(folder: &Path, name: &str) -> Vec<Vec<(String, String)>> {
    let text = read(&folder.join(format!("tabeller/{name}.csv")));
    let text = text.trim_start_matches('\u{feff}').as_bytes();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text);
    let heads = reader.headers().expect("a header").clone();
    let row = |row: csv::StringRecord| heads.iter().zip(&row).map(|(h, c)| (h.to_owned(), c.to_owned())).collect();
    reader.records().map(|found| row(found.expect("a row"))).collect()
}

/// `-1234567,50` as people write it.
fn grouped(amount: &str) -> String {
    let (sign, size) = amount.strip_prefix('-').map_or(("", amount), |size| ("-", size));
    let (whole, ore) = size.split_once(',').expect("two decimals");
    let mut shown = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            shown.push('\u{a0}');
        }
        shown.push(digit);
    }
    format!("{sign}{shown},{ore}")
}

/// Every tag of the page in order, and its text between them. Fails where a tag isn't closed in its place.
fn scan(page: &str) -> (Vec<String>, String) {
    let (mut tags, mut open, mut text) = (Vec::new(), Vec::new(), String::new());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        tags.push(tag.to_owned());
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "what ends is what is open");
            continue;
        }
        let name = tag.split(' ').next().unwrap_or(tag);
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
        if name == "style" {
            let (_, after) = rest.split_once("</style>").expect("the style ends");
            open.pop();
            rest = after;
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    text.push_str(rest);
    (tags, text)
}

fn attributes<'a>(tags: &'a [String], name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    tags.iter().filter_map(|tag| tag.split(start.as_str()).nth(1)?.split('"').next()).collect()
}

#[test]
fn the_page_holds_figures_findings_and_narratives_in_whole_markup() {
    let workdir = Workdir::new("page");
    let folder = publish(&workdir);
    let page = read(&folder.join("rapport.html"));
    let (tags, text) = scan(&page);

    let ids = attributes(&tags, "id");
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{ids:?}");
    let inner = attributes(&tags, "href").into_iter().filter_map(|href| href.strip_prefix('#'));
    let named = attributes(&tags, "aria-labelledby").into_iter().flat_map(|of| of.split(' '));
    for id in inner.chain(named) {
        assert!(ids.contains(&id), "{id} leads nowhere");
    }
    let levels: Vec<u8> = tags.iter().filter_map(|tag| tag.strip_prefix('h')?.as_bytes().first().copied()).collect();
    let levels: Vec<u8> = levels.into_iter().filter(u8::is_ascii_digit).collect();
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "no level is skipped: {levels:?}");

    // A name without a message would stand there as it is, and names are lower-case.
    for label in ["<dt>", "<th scope=\"col\"", "<p class=\"note\"", "<h2 ", "<h3 id", "<caption><span "] {
        for rest in page.split(label).skip(1) {
            let said = rest.split("</").next().and_then(|said| said.rsplit('>').next()).unwrap_or_default();
            assert!(!said.starts_with(|c: char| c.is_ascii_lowercase()), "{label} {said} has no words of its own");
        }
    }

    let figures = ["beslutat", "utfall", "kvar"];
    let mut seen = 0;
    for row in table(&folder, "sammanstallning") {
        for (_, amount) in row.iter().filter(|(name, cell)| figures.contains(&name.as_str()) && !cell.is_empty()) {
            assert!(text.contains(&grouped(amount)), "{amount}");
            seen += 1;
        }
    }
    assert!(seen >= 15, "three areas, two agreements and the sum have figures: {seen}");
    let findings = table(&folder, "avvikelser");
    assert!(findings.len() >= 5, "{findings:?}");
    for (name, cell) in findings.iter().flatten().filter(|(name, _)| ["kod", "plats"].contains(&name.as_str())) {
        assert!(text.contains(cell), "{name} {cell}");
    }

    // In this order: an agreement, its narrative, its areas, each with its own; then the next agreement.
    let order = [
        "<h2 id=\"avtal\">Avtal</h2>",
        "<dt>– varav inte uppdelat</dt><dd>1\u{a0}946,17\u{a0}kr</dd>",
        "<p>Under året har <strong>mycket</strong> gjorts.</p>",
        "<h3>Av vem</h3>\n<p>Av <a href=\"https://ex.se/?a=1&amp;b=2\">oss</a>.</p>",
        "<h3 id=\"avtal-ett\">Ett</h3>",
        "<h3 id=\"avtal-tva\">Två</h3>",
        "<dt>Beslutat</dt><dd>2\u{a0}000,00\u{a0}kr</dd>",
        "<p>Lämnat i RS/2/2022.</p>\n<h4>Nästa år</h4>",
        "&lt;b&gt;mer&lt;/b&gt;",
        "<h2 id=\"annat\">Annat bidrag &amp; mer</h2>",
        "<dt>Sammanhållet ansvar</dt><dd>Handläggare H</dd>",
        "<dt>Ansvarig</dt><dd>Områdeschef O</dd>",
        "Medlen ska användas &lt;under året&gt;.",
        "<h3 id=\"annat-redovisningar\">Redovisningar</h3>",
        "Slutredovisning",
        "<h2 id=\"kontrollsummor\">Kontrollsummor</h2>",
        "<h2 id=\"avvikelser\">Avvikelser</h2>",
        "<h2 id=\"om-underlaget\">",
    ];
    let mut from = 0;
    for expected in order {
        let found = page[from..].find(expected).unwrap_or_else(|| panic!("{expected} stands not where it should"));
        from += found + expected.len();
    }
    assert!(read(&folder.join("manifest.json")).contains("\"rapport.html\""), "the page is sealed");
}

#[test]
fn agreements_with_one_title_have_their_own_conditions_and_reports() {
    let workdir = Workdir::new("page-titles");
    let job = small::job(&workdir);
    let text = read(&job).replace("\"avtal.toml\"]", "\"avtal.toml\", \"annat.toml\"]");
    std::fs::write(&job, text).expect("the job can be written");
    let own = read(&workdir.path().join("avtal.toml"));
    let last = "\n[[condition]]\nid = \"v\"\ntext = \"Det förstas villkor\"\n\n[[report]]\nid = \"r\"\n\
                title = \"Det förstas rapport\"\nrecipient = \"Staten\"\ndue = 2022-12-31\n";
    workdir.write("avtal.toml", format!("{own}{last}"));
    workdir.write("annat.toml", OTHER.replace("\"Annat bidrag & mer\"", "\"Avtal\"\nyear = 2021"));
    let folder = workdir.run(&job, "2022-T1").unwrap_or_else(|error| panic!("the job runs: {error:?}")).folder;
    let (_, text) = scan(&read(&folder.join("rapport.html")));
    for once in ["Det förstas villkor", "Det förstas rapport", "Medlen ska användas", "Slutredovisning"] {
        assert_eq!(text.matches(once).count(), 1, "{once}");
    }
    for name in ["villkor", "rapporter"] {
        let ids: Vec<_> =
            table(&folder, name).into_iter().flatten().filter(|(c, _)| c == "overenskommelse_id").collect();
        assert_eq!(ids.iter().map(|(_, id)| id.as_str()).collect::<Vec<_>>(), ["avtal", "annat"], "{name}");
    }
}

#[test]
fn report_tables_say_what_they_measure_and_how_they_are_rounded() {
    let workdir = Workdir::new("page-rounding");
    let job = small::job(&workdir);
    let text = read(&job).replace("\"avtal.toml\"]", "\"avtal.toml\"]\nreports = [\"rapport.toml\"]");
    std::fs::write(&job, text).expect("the job can be written");
    let one = |id: &str, more: &str| {
        let head = format!("[[table]]\nid = \"{id}\"\ntitle = \"Tabell {id}\"\nshows = \"areas\"\ntotal = \"Summa\"");
        format!("{head}\nagreements = [\"avtal\"]\nunit = \"tkr\"\n{more}\n")
    };
    let tables = [
        one("ett", "rounding = \"largest-remainder\"\nnote = \"Utan <moms>.\""),
        one("tva", "rounding = \"plain\"\nmeasure = \"allocated\""),
    ];
    workdir.write("rapport.toml", format!("[profile]\nid = \"r\"\ntitle = \"Rapporten\"\n{}", tables.concat()));
    let folder = workdir.run(&job, "2022-T1").unwrap_or_else(|error| panic!("the job runs: {error:?}")).folder;
    let page = read(&folder.join("rapport.html"));
    scan(&page);
    let caption = |title: &str| {
        let at = page.find(&format!(">{title}</span>")).expect("the table has a caption");
        page[at..].split("</caption>").next().expect("it ends").to_owned()
    };
    let (first, second) = (caption("Tabell ett"), caption("Tabell tva"));
    for (caption, said) in [
        (&first, "Avser: Utfall enligt huvudboken<"),
        (&first, "Avrundning: Fördelad på raderna så att de går ihop; justerade rader är märkta<"),
        (&first, "Anmärkning: Utan &lt;moms&gt;.<"),
        (&second, "Avser: Fördelade medel enligt beslut<"),
        (&second, "Avrundning: Varje rad för sig; skillnaden står på en egen rad<"),
    ] {
        assert!(caption.contains(said), "{said} in {caption}");
    }
    assert!(!second.contains("Anmärkning"), "{second}");
}
