//! Sets of codes, exact under the operations that the proof of the rules needs: membership, subset, a witness of
//! an overlap. Takes equal, list, range and prefix conditions; refuses anything that would need a guess, such as
//! a range over codes that are not digits of one width.

use std::collections::BTreeSet;

/// A set of codes of one part. A range holds digit codes of its bounds' width only: `1700`–`1799` takes `1750`,
/// not `17500`. A prefix holds codes of any length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeSet {
    equal: BTreeSet<String>,
    ranges: Vec<Range>,
    prefixes: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    width: usize,
    low: u64,
    high: u64,
}

/// Digits of more than this many places do not fit a range.
const MAX_WIDTH: usize = 18;

impl CodeSet {
    /// Adds one code; the empty text is the blank code.
    pub fn insert_equal(&mut self, code: &str) {
        self.equal.insert(code.to_owned());
    }

    /// Adds every code that starts so; an empty prefix takes every code, blank ones too.
    pub fn insert_prefix(&mut self, prefix: &str) {
        self.prefixes.insert(prefix.to_owned());
    }

    /// Adds a range of digit codes. `false`, and nothing added, unless both are digits of one width in order.
    pub fn insert_range(&mut self, from: &str, to: &str) -> bool {
        let (Some(low), Some(high)) = (digits(from), digits(to)) else { return false };
        let fits = from.len() == to.len() && low <= high;
        if fits {
            self.ranges.push(Range { width: from.len(), low, high });
        }
        fits
    }

    /// Only these codes of one owner's list.
    pub fn of(codes: &[String]) -> Self {
        Self { equal: codes.iter().cloned().collect(), ..Self::default() }
    }

    /// True where no code is in the set.
    pub fn is_empty(&self) -> bool {
        self.equal.is_empty() && self.ranges.is_empty() && self.prefixes.is_empty()
    }

    /// The only code of the set, where it holds exactly one.
    pub fn sole(&self) -> Option<&str> {
        let single = self.equal.len() == 1 && self.ranges.is_empty() && self.prefixes.is_empty();
        self.equal.first().filter(|_| single).map(String::as_str)
    }

    /// Its codes, where it names each of them.
    pub fn listed(&self) -> Option<impl Iterator<Item = &str>> {
        let named = self.ranges.is_empty() && self.prefixes.is_empty();
        named.then(|| self.equal.iter().map(String::as_str))
    }

    /// Membership.
    pub fn contains(&self, code: &str) -> bool {
        self.equal.contains(code)
            || self.prefixes.iter().any(|p| code.starts_with(p.as_str()))
            || digits(code)
                .is_some_and(|n| self.ranges.iter().any(|r| r.width == code.len() && (r.low..=r.high).contains(&n)))
    }

    /// True where every code of this set is in the other; exact.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.equal.iter().all(|code| other.contains(code))
            && self.prefixes.iter().all(|p| other.prefixes.iter().any(|q| p.starts_with(q.as_str())))
            && self.ranges.iter().all(|r| other.covers(*r))
    }

    /// A code that is in both sets, if one is.
    pub fn overlap(&self, other: &Self) -> Option<String> {
        let equal =
            self.equal.iter().find(|c| other.contains(c)).or_else(|| other.equal.iter().find(|c| self.contains(c)));
        equal.cloned().or_else(|| self.range_overlap(other)).or_else(|| other.range_overlap(self)).or_else(|| {
            let mut pairs = self.prefixes.iter().flat_map(|p| other.prefixes.iter().map(move |q| (p, q)));
            pairs.find_map(|(p, q)| longer_of_nested(p, q)).map(str::to_owned)
        })
    }

    /// A code of this set's ranges that the other's ranges or prefixes hold.
    fn range_overlap(&self, other: &Self) -> Option<String> {
        self.ranges.iter().find_map(|r| {
            let spans = other.spans_at(r.width);
            let hit = spans.iter().find(|(low, high)| r.low.max(*low) <= r.high.min(*high));
            hit.map(|(low, _)| format!("{:0width$}", r.low.max(*low), width = r.width))
        })
    }

    /// True where the range lies wholly within this set.
    fn covers(&self, range: Range) -> bool {
        let mut next = range.low;
        for (low, high) in self.spans_at(range.width) {
            if low > next {
                return false;
            }
            if high >= range.high {
                return true;
            }
            next = next.max(high + 1);
        }
        false
    }

    /// The set's digit codes of one width as sorted spans.
    fn spans_at(&self, width: usize) -> Vec<(u64, u64)> {
        let equal = self.equal.iter().filter(|c| c.len() == width).filter_map(|c| digits(c)).map(|n| (n, n));
        let ranges = self.ranges.iter().filter(|r| r.width == width).map(|r| (r.low, r.high));
        let prefixes = self.prefixes.iter().filter_map(|p| prefix_span(p, width));
        let mut spans: Vec<(u64, u64)> = equal.chain(ranges).chain(prefixes).collect();
        spans.sort_unstable();
        spans
    }

    /// Codes that tell apart every set that could be built from the bounds of this one: its codes and bounds, the
    /// digit codes next to each (what lies between two bounds starts there), and for a prefix also a code that no
    /// condition names.
    pub fn landmarks(&self) -> Vec<String> {
        let mut marks: Vec<String> = self.equal.iter().cloned().collect();
        marks.extend(self.ranges.iter().flat_map(|r| [r.low, r.high].map(|n| padded(n, r.width))));
        for p in &self.prefixes {
            marks.push(p.clone());
            marks.push(format!("{p}\u{2026}"));
            for width in p.len() + 1..=MAX_WIDTH.min(p.len() + 6) {
                if let Some((low, high)) = prefix_span(p, width) {
                    marks.extend([low, high].map(|n| padded(n, width)));
                }
            }
        }
        let near = |mark: &String| {
            let beside = digits(mark).map(|n| [n.checked_sub(1), n.checked_add(1)]);
            let beside = beside.into_iter().flatten().flatten().map(|n| padded(n, mark.len()));
            beside.filter(|code| code.len() == mark.len()).collect::<Vec<_>>()
        };
        let beside: Vec<String> = marks.iter().flat_map(near).collect();
        marks.extend(beside);
        marks
    }
}

/// A number as a code of digits of a width.
fn padded(number: u64, width: usize) -> String {
    format!("{number:0width$}")
}

/// The number that a code of digits is.
fn digits(code: &str) -> Option<u64> {
    let fits = (1..=MAX_WIDTH).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    if fits { code.parse().ok() } else { None }
}

/// First and last digit code of a width that start with a prefix.
fn prefix_span(prefix: &str, width: usize) -> Option<(u64, u64)> {
    let room = width.checked_sub(prefix.len()).filter(|_| width <= MAX_WIDTH)?;
    let low = if prefix.is_empty() { 0 } else { digits(prefix)? };
    let step = 10_u64.pow(u32::try_from(room).ok()?);
    Some((low * step, low * step + (step - 1)))
}

/// The longer of two prefixes where one starts with the other.
fn longer_of_nested<'a>(p: &'a str, q: &'a str) -> Option<&'a str> {
    if p.starts_with(q) {
        Some(p)
    } else if q.starts_with(p) {
        Some(q)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(equal: &[&str], ranges: &[(&str, &str)], prefixes: &[&str]) -> CodeSet {
        let mut set = CodeSet::default();
        for code in equal {
            set.insert_equal(code);
        }
        for (from, to) in ranges {
            assert!(set.insert_range(from, to));
        }
        for prefix in prefixes {
            set.insert_prefix(prefix);
        }
        set
    }

    #[test]
    fn a_range_holds_only_codes_of_its_width() {
        let range = set(&[], &[("1700", "1799")], &[]);
        assert!(range.contains("1750"));
        assert!(!range.contains("17500"));
        assert!(!range.contains("175a"));
        assert!(!CodeSet::default().insert_range("17", "1799"));
        assert!(!CodeSet::default().insert_range("18", "17"));
    }

    #[test]
    fn subsets_are_exact_across_kinds() {
        let range = set(&[], &[("1700", "1799")], &[]);
        assert!(range.is_subset(&set(&[], &[], &["17"])));
        assert!(range.is_subset(&set(&[], &[("1700", "1749"), ("1750", "1799")], &[])));
        assert!(!range.is_subset(&set(&["1750"], &[("1700", "1749"), ("1751", "1798")], &[])));
        assert!(!set(&[], &[], &["17"]).is_subset(&range));
        assert!(set(&["1701", "1702"], &[], &[]).is_subset(&range));
        assert!(set(&[], &[("1700", "1701")], &[]).is_subset(&set(&["1700", "1701"], &[], &[])));
    }

    #[test]
    fn an_overlap_comes_with_a_code_that_both_take() {
        let range = set(&[], &[("1700", "1799")], &[]);
        for other in [set(&[], &[], &["179"]), set(&["1799"], &[], &[]), set(&[], &[("1799", "1899")], &[])] {
            let code = range.overlap(&other);
            assert!(code.as_ref().is_some_and(|c| range.contains(c) && other.contains(c)), "{code:?}");
            let code = other.overlap(&range);
            assert!(code.as_ref().is_some_and(|c| range.contains(c) && other.contains(c)), "{code:?}");
        }
        assert_eq!(range.overlap(&set(&["17500"], &[("18000", "18001")], &["18"])), None);
    }
}
