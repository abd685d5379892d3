//! The grants' objects and who works with them. The objects 9916, 9917 and 9942 are those of the decision on
//! 2022; all else is invented.

use crate::ledger::Codes;

/// An object, with the units and the operation that its costs are booked on.
#[derive(Clone, Copy)]
pub(crate) struct Unit {
    pub(crate) objekt: &'static str,
    pub(crate) ansvar: &'static [&'static str],
    pub(crate) verksamhet: &'static str,
    /// What money to the region's own care units is called.
    pub(crate) internal_text: &'static str,
}

impl Unit {
    /// A code string on the object's first unit.
    pub(crate) fn codes(&self, konto: &str, aktivitet: &str, projekt: &str) -> Codes {
        let ansvar = self.ansvar.first().copied().unwrap_or_default();
        Codes::at((self.objekt, ansvar, self.verksamhet), konto, aktivitet, projekt)
    }
}

const fn unit(objekt: &'static str, ansvar: &'static [&'static str], verksamhet: &'static str) -> Unit {
    Unit { objekt, ansvar, verksamhet, internal_text: "Fördelning statsbidrag" }
}

const fn sharing(unit: Unit, internal_text: &'static str) -> Unit {
    Unit { internal_text, ..unit }
}

pub(crate) const NEAR_CARE: Unit =
    sharing(unit("9916", &["21110", "21120", "21130", "21145"], "012"), "Fördelning nära vård");
pub(crate) const STAFF: Unit = unit("9917", &["11240", "11210", "11305", "12410"], "831");
/// Shared by e-health and ambulance; the projekt says which.
pub(crate) const SHARED: Unit = unit("9942", &["24510", "24520", "11260"], "251");
pub(crate) const HEALTH_GUIDE: Unit = unit("9943", &["11260"], "831");
pub(crate) const WOMEN: Unit = unit("9931", &["14205", "14110", "14310"], "310");
pub(crate) const MENTAL: Unit = unit("9932", &["26130", "26110", "26145"], "420");
pub(crate) const YOUTH: Unit = unit("9933", &["26150"], "420");
pub(crate) const CANCER: Unit = unit("9934", &["23105", "23110", "13220"], "121");
pub(crate) const PATHWAYS: Unit =
    sharing(unit("9935", &["12205", "25110", "11305"], "135"), "Primärvårdens tid i lokala programområden");
pub(crate) const ACCESS: Unit = unit("9936", &["22110", "22230", "23220", "24110"], "110");
pub(crate) const DEFENCE: Unit = unit("9937", &["11420", "51105"], "910");
pub(crate) const DOCTORS: Unit =
    sharing(unit("9938", &["21205", "21310", "21320"], "011"), "Läkarmedverkan äldreomsorg, egna hälsocentraler");
pub(crate) const VIOLENCE: Unit = unit("9939", &["14110", "26130", "11305"], "420");
pub(crate) const PREHOSPITAL: Unit = unit("9940", &["24510", "26110"], "251");
pub(crate) const PANDEMIC: [Unit; 4] = [
    unit("9951", &["12110"], "610"),
    unit("9952", &["25220"], "210"),
    unit("9953", &["21110"], "011"),
    unit("9954", &["12330"], "831"),
];
