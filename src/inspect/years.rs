//! A period in two columns: the year, and the month by number or name; a period of four digits; a time of day without a
//! date. Takes columns with known headings, hands on the two roles; refuses a month's column without a year's beside it.

use chrono::Datelike;

use crate::model::period::PeriodForm;
use crate::pipeline::FieldName;

use super::aliases::{Aliases, Known, Role};
use super::column::{Column, YEARS};
use super::money::count_in;
use super::repeats::At;
use super::roles::{Roles, Why};
use super::survey::Survey;

/// Gives year and period their columns, where no column says both.
pub(super) fn assign(survey: &Survey, aliases: &Aliases, roles: &mut Roles) {
    let known = |field: FieldName, fits: &dyn Fn(&Column) -> bool| {
        let of = |at: &usize| {
            let column = &survey.columns[*at];
            let Some(Known::Role(role, rank)) = aliases.of_heading(&column.heading) else { return None };
            (*role == Role::Field(field) && fits(column) && !column.twice).then_some((*rank, *at))
        };
        (0..survey.columns.len()).filter_map(|at| of(&at)).min().map(|(_, at)| at)
    };
    let whole = known(FieldName::Period, &|column| column.half(column.periods_or_days().max(column.serials)));
    let month = known(FieldName::Period, &|column| column.half(months(column)));
    let year = known(FieldName::Year, &|column| column.half(column.years));
    if let (None, Some(month), Some(year)) = (whole, month, year) {
        roles.give(Role::Field(FieldName::Year), year, Why::Heading);
        roles.give(Role::Field(FieldName::Period), month, Why::Heading);
    }
}

/// Cells that are a month in some form, without its year.
fn months(column: &Column) -> u64 {
    column.of_year.iter().map(|(_, count)| count.cells).sum()
}

impl Column {
    /// A month that needs a year from elsewhere.
    pub(super) fn of_year(&mut self, text: &str, at: At) {
        let form = PeriodForm::ALL.into_iter().find(|form| form.in_year(*YEARS.start(), text).is_some());
        if let Some(form) = form {
            count_in(&mut self.of_year, form, at, text);
        }
    }

    /// Periods of four digits have the month first where more of them can be read so.
    pub(super) fn settle_short(&mut self) {
        let month_first = &self.marks.month_first;
        if month_first.cells > self.year_first() {
            self.periods.retain(|(form, _)| *form != PeriodForm::ShortYearMonth);
            self.periods.push((PeriodForm::Pattern("MMYY"), month_first.clone()));
            self.span = None;
        }
    }

    fn year_first(&self) -> u64 {
        self.periods.iter().find(|(form, _)| *form == PeriodForm::ShortYearMonth).map_or(0, |(_, count)| count.cells)
    }

    /// Periods of four digits that may have the year or the month first, every one: one of them.
    pub(super) fn short_either_way(&self) -> Option<&str> {
        let month_first = &self.marks.month_first;
        let either = month_first.cells > 0 && month_first.cells == self.year_first();
        either.then_some(month_first.example.as_str())
    }

    /// Times of day of a workbook, whose date is where its count of days begins.
    pub(super) fn times(&self) -> u64 {
        let none = |day: &crate::model::Date| day.year() == 1899;
        self.no_days.iter().filter(|(day, _)| none(day)).map(|(_, cells)| cells).sum()
    }
}
