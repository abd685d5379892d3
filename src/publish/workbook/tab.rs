//! Names on sheet tabs. Takes titles, hands on names that every spreadsheet program takes: at most 31 characters,
//! none of the forbidden ones, no two alike. Refuses to fail: something readable always comes out.

/// Excel's limit, in UTF-16 units.
const LONGEST: usize = 31;

/// A name like `title`, or like `fallback` where nothing of the title can stand, unlike those `taken`.
pub(super) fn name(title: &str, fallback: &str, taken: &mut Vec<String>) -> String {
    let cleaned = [title, fallback].into_iter().map(clean).find(|name| !name.is_empty());
    let base = cleaned.unwrap_or_else(|| "1".to_owned());
    let mut name = shorten(&base, LONGEST);
    let mut number = 2_u32;
    while taken.contains(&name.to_lowercase()) {
        let suffix = format!(" ({number})");
        name = shorten(&base, LONGEST - suffix.len()) + &suffix;
        number += 1;
    }
    taken.push(name.to_lowercase());
    name
}

fn clean(title: &str) -> String {
    let forbidden = |c: char| c.is_control() || "[]:*?/\\".contains(c);
    let plain: String = title.chars().map(|c| if forbidden(c) { ' ' } else { c }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.trim_matches(|c| c == '\'' || c == ' ').to_owned()
}

/// As many whole characters as fit, without a blank or apostrophe at the end.
fn shorten(text: &str, longest: usize) -> String {
    let mut units = 0;
    let fits = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= longest
    });
    fits.collect::<String>().trim_end_matches([' ', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_clean_and_unlike() {
        let mut taken = Vec::new();
        assert_eq!(name("Villkor", "villkor", &mut taken), "Villkor");
        assert_eq!(name("VILLKOR", "villkor", &mut taken), "VILLKOR (2)");
        assert_eq!(name("Avsatt: för/beslut?", "x", &mut taken), "Avsatt för beslut");
        assert_eq!(name("[']", "reserv", &mut taken), "reserv");
        assert_eq!(name("", "", &mut taken), "1");
        let long = "Goda förutsättningar för vårdens medarbetare";
        assert_eq!(name(long, "x", &mut taken), "Goda förutsättningar för vården");
        assert_eq!(name(long, "x", &mut taken), "Goda förutsättningar för vå (2)");
    }
}
