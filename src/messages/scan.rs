//! Which messages a message file has and which arguments each uses, read off its text. Knows as much of Fluent as
//! our own files need: a message starts at the left margin, and `$` stands for nothing but an argument.

/// Every message in the file's order, with the names of its arguments in order of first use.
pub(super) fn messages(source: &str) -> Vec<(String, Vec<String>)> {
    let mut messages: Vec<(String, Vec<String>)> = Vec::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once('=')
            && line.starts_with(|c: char| c.is_ascii_lowercase())
        {
            messages.push((id.trim().to_owned(), Vec::new()));
        }
        let Some((_, arguments)) = messages.last_mut() else { continue };
        for name in line.split('$').skip(1) {
            let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len());
            if !arguments.iter().any(|seen| seen == &name[..end]) {
                arguments.push(name[..end].to_owned());
            }
        }
    }
    messages
}
