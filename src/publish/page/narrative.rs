//! What a person wrote, from Markdown to markup. Takes the text and the level of the heading that it stands under,
//! hands on paragraphs, lists, tables, quotes, and headings below that level. Raw HTML is text; a link leads to the web
//! or to an address or is text; an image is the text that stands for it.

use std::fmt::Write;

use maud::{Escaper, PreEscaped};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::text::{clean, is_unfit};

/// What a link may begin with.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];
/// HTML has no heading below this.
const DEEPEST: usize = 6;

/// Writes Markdown under a heading of a level.
pub(super) fn render(markdown: &str, level: u8) -> PreEscaped<String> {
    let mut writer = Narrative { level: usize::from(level), ..Narrative::default() };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        writer.event(event);
    }
    PreEscaped(writer.out)
}

/// Markup under way.
#[derive(Default)]
struct Narrative {
    out: String,
    /// The level of the heading above the narrative.
    level: usize,
    /// The narrative's own headings above the place at hand, as it numbers them.
    headings: Vec<usize>,
    /// Of each link around the place at hand, whether it was written as one.
    links: Vec<bool>,
    /// Alignment of the columns of the table at hand.
    columns: Vec<Alignment>,
    /// Column of the cell at hand.
    column: usize,
    in_head: bool,
}

impl Narrative {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => {
                self.put("<code>");
                self.text(&code);
                self.put("</code>");
            }
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::SoftBreak => self.put("\n"),
            Event::HardBreak => self.put("<br>\n"),
            Event::Rule => self.put("<hr>\n"),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                let shown = self.heading(level as usize);
                self.put(&format!("<h{shown}>"));
            }
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => self.put("<pre><code>"),
            Tag::List(Some(first)) if first != 1 => self.put(&format!("<ol start=\"{first}\">\n")),
            Tag::Table(columns) => {
                self.columns = columns;
                self.put("<div class=\"scroll\" tabindex=\"0\"><table>");
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.put("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.put("<tr>");
            }
            Tag::TableCell => {
                let right = matches!(self.columns.get(self.column), Some(Alignment::Right));
                let class = if right { "figure" } else { "text" };
                let head = if self.in_head { "th scope=\"col\"" } else { "td" };
                self.put(&format!("<{head} class=\"{class}\">"));
                self.column += 1;
            }
            Tag::Link { link_type, dest_url, .. } => {
                let address =
                    if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.into_string() };
                let written = is_fit(&address);
                self.links.push(written);
                if written {
                    self.put("<a href=\"");
                    self.text(&address);
                    self.put("\">");
                }
            }
            other => {
                if let Some((name, _)) = element(other.to_end()) {
                    self.put(&format!("<{name}>"));
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let shown = self.shown();
                self.put(&format!("</h{shown}>\n"));
            }
            TagEnd::CodeBlock => self.put("</code></pre>\n"),
            TagEnd::Table => self.put("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.put("</tr></thead><tbody>");
            }
            TagEnd::TableRow => self.put("</tr>"),
            TagEnd::TableCell => self.put(if self.in_head { "</th>" } else { "</td>" }),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.put("</a>");
                }
            }
            other => {
                if let Some((name, after)) = element(other) {
                    self.put(&format!("</{name}>{after}"));
                }
            }
        }
    }

    /// Takes in a heading of a level; gives the level that it is shown at, one below the heading that it stands under.
    fn heading(&mut self, level: usize) -> usize {
        self.headings.retain(|above| *above < level);
        self.headings.push(level);
        self.shown()
    }

    fn shown(&self) -> usize {
        (self.level + self.headings.len()).min(DEEPEST)
    }

    /// Markup of our own.
    fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Text of the narrative.
    fn text(&mut self, text: &str) {
        // Writing to a string can't fail.
        let _ = Escaper::new(&mut self.out).write_str(&clean(text));
    }
}

/// The elements that need no more than their name, and what stands after their end. An image has none: what is left of
/// it is its text.
fn element(tag: TagEnd) -> Option<(&'static str, &'static str)> {
    match tag {
        TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition => Some(("p", "\n")),
        TagEnd::BlockQuote(_) => Some(("blockquote", "\n")),
        TagEnd::List(true) => Some(("ol", "\n")),
        TagEnd::List(false) => Some(("ul", "\n")),
        TagEnd::Item => Some(("li", "\n")),
        TagEnd::Emphasis => Some(("em", "")),
        TagEnd::Strong => Some(("strong", "")),
        TagEnd::Strikethrough => Some(("del", "")),
        _ => None,
    }
}

/// Whether an address may be linked to: of an allowed kind, and with nothing in it that a browser would skip or turn.
fn is_fit(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let known = SCHEMES.iter().any(|scheme| lower.starts_with(scheme) && lower.len() > scheme.len());
    known && !address.contains(|c: char| c.is_whitespace() || is_unfit(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        render(markdown, 3).into_string()
    }

    #[test]
    fn prose_lists_quotes_and_tables_are_set() {
        assert_eq!(
            html("Ett *två* **tre** ~~fyra~~ `fem`"),
            "<p>Ett <em>två</em> <strong>tre</strong> <del>fyra</del> <code>fem</code></p>\n"
        );
        assert_eq!(html("- a\n- b"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n".replace("<ul>\n", "<ul>"));
        assert_eq!(html("3. a"), "<ol start=\"3\">\n<li>a</li>\n</ol>\n");
        assert_eq!(html("> a\\\nb"), "<blockquote><p>a<br>\nb</p>\n</blockquote>\n");
        assert_eq!(html("    <b>"), "<pre><code>&lt;b&gt;</code></pre>\n");
        let table = html("| A | B |\n|---|--:|\n| <i> | 2 |");
        assert!(table.contains("<th scope=\"col\" class=\"figure\">B</th></tr></thead><tbody><tr>"), "{table}");
        assert!(table.ends_with("&lt;i&gt;</td><td class=\"figure\">2</td></tr></tbody></table></div>\n"), "{table}");
    }

    #[test]
    fn raw_html_is_text() {
        for raw in
            ["<script>alert(1)</script>", "a <b onclick=\"x()\">b</b>", "<!-- x -->", "<img src=http://x>", "<?php ?>"]
        {
            let found = html(raw);
            assert!(!found.replace("<p>", "").replace("</p>", "").contains('<'), "{found}");
        }
        assert_eq!(html("\"&\" &lt; &amp; &#60;"), "<p>&quot;&amp;&quot; &lt; &amp; &lt;</p>\n");
    }

    #[test]
    fn links_lead_to_the_web_or_are_text() {
        for (markdown, expected) in [
            ("[a](https://ex.se/?a=1&b=\"2)", "<p><a href=\"https://ex.se/?a=1&amp;b=&quot;2\">a</a></p>\n"),
            ("<https://ex.se>", "<p><a href=\"https://ex.se\">https://ex.se</a></p>\n"),
            ("<a@ex.se>", "<p><a href=\"mailto:a@ex.se\">a@ex.se</a></p>\n"),
            ("[a](MAILTO:a@ex.se)", "<p><a href=\"MAILTO:a@ex.se\">a</a></p>\n"),
            ("[a][b]\n\n[b]: http://ex.se 'titel'", "<p><a href=\"http://ex.se\">a</a></p>\n"),
            ("[a](javascript:alert(1))", "<p>a</p>\n"),
            ("[a](java&#115;cript:alert(1))", "<p>a</p>\n"),
            ("<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n"),
            ("[a](data:text/html,x)", "<p>a</p>\n"),
            ("[a](//ex.se) [b](#c) [d](fil.html) [e](http://)", "<p>a b d e</p>\n"),
            ("[a](<http://ex.se/ x>) [b](http://ex.se/&#x202e;)", "<p>a b</p>\n"),
            ("![bild *av* hus](https://ex.se/a.png \"t\")", "<p>bild <em>av</em> hus</p>\n"),
            ("[![bild](http://x/a.png)](http://ex.se)", "<p><a href=\"http://ex.se\">bild</a></p>\n"),
        ] {
            assert_eq!(html(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn headings_stand_below_the_one_above_and_skip_no_level() {
        let found = |level| {
            let html = render("## A\n\n#### B\n\n##### C\n\n## D\n\n# E\n\nF\n===", level).into_string();
            html.lines().map(|line| line[2..3].to_owned() + &line[4..5]).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(found(2), "3A 4B 5C 3D 3E 3F");
        assert_eq!(found(4), "5A 6B 6C 5D 5E 5F");
    }

    #[test]
    fn what_disturbs_is_replaced() {
        assert_eq!(html("a\u{202e}b &#x202e; &#0; \u{1b}"), "<p>a\u{fffd}b \u{fffd} \u{fffd} \u{fffd}</p>\n");
    }
}
