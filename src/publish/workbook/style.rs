//! How the workbook looks: one calm colour, thin lines, numbers that any language's Excel shows in its own way.
//! Takes what a cell is, hands on its format; refuses to know what it says.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::table::{ColumnKind, RowKind};

use super::measure;

/// Headings and header rows.
const INK: Color = Color::RGB(0x1F_4E_5F);
/// Thin lines.
const LINE: Color = Color::RGB(0xD5_DF_E4);
/// Rows that sum the table.
const SHADE: Color = Color::RGB(0xEC_F2_F4);
/// Cells that a person fills in.
const FILL_IN: Color = Color::RGB(0xFF_F8_DC);
/// Headers over them, and the tabs of their sheets.
pub(super) const FILL_IN_INK: Color = Color::RGB(0x9A_6B_00);
/// Labels and second lines.
const QUIET: Color = Color::RGB(0x5B_6B_73);

/// Locale-neutral: a Swedish Excel shows blank and comma for these.
const AMOUNT: &str = "#,##0.00;[Red]-#,##0.00";
const COUNT: &str = "#,##0";
/// Row numbers.
const NUMBER: &str = "0";
const SHARE: &str = "0.0%";
const DATE: &str = "yyyy-mm-dd";
/// What is typed into the cell stays text, so that `0042` keeps its zeros.
const TEXT: &str = "@";

/// The sheet's title.
pub(super) fn title() -> Format {
    base().set_font_size(16).set_bold().set_font_color(INK)
}

/// The line under it.
pub(super) fn subtitle() -> Format {
    base().set_font_color(QUIET)
}

/// A table's title.
pub(super) fn table_title() -> Format {
    base().set_font_size(12).set_bold().set_font_color(INK)
}

/// The label of a line.
pub(super) fn label() -> Format {
    base().set_font_color(QUIET).set_align(FormatAlign::Top)
}

/// The value of a line.
pub(super) fn value(kind: ColumnKind) -> Format {
    number(base(), kind).set_align(FormatAlign::Left).set_align(FormatAlign::Top).set_text_wrap()
}

/// A remark where a table has no rows.
pub(super) fn remark() -> Format {
    base().set_italic().set_font_color(QUIET)
}

/// What a column is, as far as its looks go.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// What it holds.
    pub(super) kind: ColumnKind,
    /// Whether a person fills it in.
    pub(super) to_fill_in: bool,
    /// Whether its text stands right after figures, and needs a little air to the left.
    pub(super) indented: bool,
    /// Whether cells stand at the top of a high row, beside long text; else in its middle.
    pub(super) top: bool,
}

/// A column's header. Under a filter's arrow, numbers are centred so that it does not cover them.
pub(super) fn header(look: Look, filtered: bool) -> Format {
    let Look { kind, to_fill_in, indented, .. } = look;
    let align = match kind {
        ColumnKind::Text | ColumnKind::Prose => FormatAlign::Left,
        ColumnKind::Date => FormatAlign::Center,
        _ if filtered => FormatAlign::Center,
        _ => FormatAlign::Right,
    };
    let ground = if to_fill_in { FILL_IN_INK } else { INK };
    let format = base().set_bold().set_font_color(Color::White).set_background_color(ground);
    let format = format.set_text_wrap().set_align(align).set_align(FormatAlign::VerticalCenter);
    if indented { format.set_indent(1) } else { format }
}

/// The formats of a table's cells, one per kind of row, for one column.
pub(super) struct Cells {
    normal: Format,
    subtotal: Format,
    total: Format,
}

impl Cells {
    /// For a column that looks so. `wrap` breaks long text into lines.
    pub(super) fn new(look: Look, wrap: bool) -> Self {
        let Look { kind, to_fill_in, indented, top } = look;
        let vertical = if top { FormatAlign::Top } else { FormatAlign::VerticalCenter };
        let mut plain = number(base(), kind).set_align(vertical);
        plain = plain.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE);
        let is_text = measure::is_text(kind);
        if is_text && wrap {
            plain = plain.set_text_wrap();
        }
        if indented {
            plain = plain.set_align(FormatAlign::Left).set_indent(1);
        }
        if kind == ColumnKind::Date {
            plain = plain.set_align(FormatAlign::Center);
        }
        let sum = plain.clone().set_bold().set_border_top_color(INK);
        if to_fill_in {
            plain = plain.set_background_color(FILL_IN).set_border(FormatBorder::Thin).set_border_color(LINE);
            plain = plain.set_unlocked();
            if is_text {
                plain = plain.set_num_format(TEXT);
            }
        }
        Self {
            normal: plain,
            subtotal: sum.clone().set_border_top(FormatBorder::Thin),
            total: sum.set_border_top(FormatBorder::Medium).set_background_color(SHADE),
        }
    }

    /// The format in a row of this kind.
    pub(super) fn of(&self, row: RowKind) -> &Format {
        match row {
            RowKind::Normal => &self.normal,
            RowKind::Subtotal => &self.subtotal,
            RowKind::Total => &self.total,
        }
    }
}

fn base() -> Format {
    Format::new().set_font_size(10)
}

fn number(format: Format, kind: ColumnKind) -> Format {
    match kind {
        ColumnKind::Text | ColumnKind::Prose => format,
        ColumnKind::Amount => format.set_num_format(AMOUNT),
        ColumnKind::Count | ColumnKind::Scaled(0) => format.set_num_format(COUNT),
        ColumnKind::Number => format.set_num_format(NUMBER),
        ColumnKind::Share => format.set_num_format(SHARE),
        ColumnKind::Scaled(decimals) => format.set_num_format(format!("#,##0.{}", "0".repeat(decimals.into()))),
        ColumnKind::Date => format.set_num_format(DATE),
    }
}
