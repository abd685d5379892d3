//! Registration numbers (*diarienummer*): one number written in several ways, the case that a document is filed in, and
//! those that a line of text names. Takes text; knows no register.

/// One form of every way to write a number: `rs 0344-2021` is `RS/344/2021`. Capitals, one sign between the parts, no
/// leading zeros; a colon stands before the number of a document.
pub fn canonical(reference: &str) -> String {
    let mut parts: Vec<(char, String)> = Vec::new();
    let (mut sign, mut last): (char, Option<char>) = ('/', None);
    for c in reference.trim().chars().flat_map(char::to_uppercase) {
        let starts = |last: char| !last.is_alphanumeric() || last.is_alphabetic() != c.is_alphabetic();
        if !c.is_alphanumeric() {
            sign = if c == ':' || sign == ':' { ':' } else { '/' };
        } else if last.is_none_or(starts) {
            parts.push((sign, c.to_string()));
            sign = '/';
        } else if let Some((_, part)) = parts.last_mut() {
            part.push(c);
        }
        last = Some(c);
    }
    let mut out = String::new();
    for (sign, part) in &parts {
        if !out.is_empty() {
            out.push(*sign);
        }
        let plain = part.trim_start_matches('0');
        out.push_str(if plain.is_empty() { part } else { plain });
    }
    out
}

/// The canonical number without that of a document in it: `RS/116:20/2021` is filed under `RS/116/2021`.
pub fn case_of(reference: &str) -> String {
    let canonical = canonical(reference);
    let parts: Vec<&str> = canonical.split('/').filter_map(|part| part.split(':').next()).collect();
    parts.join("/")
}

/// Every number in a line, such as `RS/116:20/2021`, as it stands there; also `RS 116/2021`, where the register is in
/// capitals.
pub fn in_line(line: &str) -> Vec<String> {
    let apart = |c: char| c.is_whitespace() || "(),;\"”*".contains(c);
    let words: Vec<&str> = line.split(apart).map(|word| word.trim_end_matches(['.', ':'])).collect();
    let after = |at: usize| words.get(at + 1).copied().unwrap_or_default();
    let found = words.iter().enumerate().filter_map(|(at, word)| match word.split_once('/') {
        Some((register, rest)) if is_register(register) && is_number(rest) => Some((*word).to_owned()),
        None if is_register(word) && !word.chars().any(char::is_lowercase) && is_number(after(at)) => {
            Some(format!("{word} {}", after(at)))
        }
        _ => None,
    });
    found.collect()
}

fn is_register(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(char::is_alphabetic)
}

/// A running number, perhaps that of a document, and a year.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.split_once('/').is_some_and(|(number, year)| number.split(':').all(digits) && year.len() == 4 && digits(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_form() {
        for text in
            ["RS/344/2021", "rs 344/2021", "rs/344/2021", "RS/344 /2021", "RS 344-2021", "RS/0344/2021", "RS344/2021"]
        {
            assert_eq!(canonical(text), "RS/344/2021", "{text}");
        }
        for text in ["RS/344:2/2021", "rs 344 : 02/2021"] {
            assert_eq!((canonical(text).as_str(), case_of(text).as_str()), ("RS/344:2/2021", "RS/344/2021"), "{text}");
        }
        for text in ["RS/3440/2021", "RS/344/2020", "RSS/344/2021", "RS/34/4/2021"] {
            assert_ne!(canonical(text), "RS/344/2021", "{text}");
        }
        assert_eq!(canonical("åå/0/2021"), "ÅÅ/0/2021");
        assert_eq!(case_of("HSN/1793:6/2021"), "HSN/1793/2021");
    }

    #[test]
    fn numbers_are_found_in_a_line() {
        let line = "se (RS/27:1/2020) samt HSN/1793:6/2021, och 2021/22 samt rs/1/2021; RS/336/2021.";
        assert_eq!(in_line(line), ["RS/27:1/2020", "HSN/1793:6/2021", "rs/1/2021", "RS/336/2021"]);
        assert_eq!(in_line("**RS 344/2021** och under 2020/2021, ej rs 1/2021"), ["RS 344/2021"]);
    }
}
