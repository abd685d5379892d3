//! Account groups: what counts as spend, income or investment, by account prefix. Refuses one prefix in two groups.

use std::collections::BTreeSet;

use crate::model::code::PartNames;
use crate::model::names::GroupName;

use super::compile::Cx;
use super::raw::{AccountsFile, RawGroup};
use super::{Accounts, Group, GroupKind};

const KINDS: [(&str, GroupKind); 6] = [
    ("spend", GroupKind::Spend),
    ("grant-income", GroupKind::GrantIncome),
    ("income", GroupKind::Income),
    ("investment", GroupKind::Investment),
    ("balance", GroupKind::Balance),
    ("other", GroupKind::Other),
];

pub(super) fn compile(cx: &mut Cx<'_>, mirror: &AccountsFile, parts: &PartNames) -> Accounts {
    let head = mirror.accounts.as_ref().map(toml::Spanned::get_ref);
    let near = mirror.accounts.as_ref().map_or(0..0, toml::Spanned::span);
    let name = cx.required(&head.and_then(|h| h.part.clone()), "part", "accounts", near);
    let part = parts.position(&name);
    if let (None, Some(at)) = (part, head.and_then(|h| h.part.as_ref())) {
        cx.unknown(at.span(), "part", &name, parts.0.iter().map(String::as_str));
    }
    let mut taken = BTreeSet::new();
    let groups = mirror.group.iter().map(|raw| group(cx, raw, &mut taken)).collect();
    Accounts { part, groups }
}

fn group(cx: &mut Cx<'_>, raw: &RawGroup, taken: &mut BTreeSet<String>) -> Group {
    let near = raw.id.as_ref().or(raw.title.as_ref()).map_or(0..0, toml::Spanned::span);
    let id = cx.required(&raw.id, "id", "group", near.clone());
    let kind = cx.choice(&raw.kind, "kind", &KINDS);
    if raw.kind.is_none() {
        cx.required(&raw.kind, "kind", "group", near);
    }
    if let (Some(at), false) = (&raw.id, taken.insert(format!("id {id}"))) {
        cx.duplicate(at.span(), "group", &id);
    }
    for prefix in &raw.prefixes {
        cx.code(prefix.span(), prefix.get_ref());
        if !taken.insert(format!("prefix {}", prefix.get_ref())) {
            cx.duplicate(prefix.span(), "prefix", prefix.get_ref());
        }
    }
    let title = Cx::remark(&raw.title).unwrap_or_else(|| id.clone());
    let prefixes = raw.prefixes.iter().map(|p| p.get_ref().clone()).collect();
    Group { name: GroupName { id, title }, kind: kind.unwrap_or(GroupKind::Other), prefixes }
}
