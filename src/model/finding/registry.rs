//! Every finding that tertial can make, in one list. `docs/FINDINGS.md` is written from it.

use super::Severity;
use super::Severity::{Error, Info, Warning};

/// One line of the registry.
#[derive(Debug)]
pub struct Registered {
    /// The code as users see it.
    pub name: &'static str,
    /// Severity unless the check itself says less.
    pub severity: Severity,
    /// Names of its values, as the messages use them.
    pub values: &'static [&'static str],
}

macro_rules! registry {
    ($($variant:ident $name:literal $severity:ident [$($value:literal),*])*) => {
        /// The code of a finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $name] $variant,)*
        }

        /// Every code, in the order of the enum.
        pub const REGISTRY: &[(Code, Registered)] = &[
            $((Code::$variant, Registered { name: $name, severity: $severity, values: &[$($value),*] }),)*
        ];
    };
}

registry! {
    // The decision
    ActivitiesDoNotFoot     "activities-do-not-foot"      Warning ["sum", "allocated", "difference"]
    AllocatedNotGranted     "allocated-differs-from-granted" Warning ["allocated", "granted", "difference", "rounded"]
    RingFenceNotGranted     "ring-fence-differs-from-granted" Warning ["allocated", "granted", "difference", "rounded"]
    AllocatedTotalDiffers   "allocated-total-differs"     Warning ["allocated", "granted", "difference"]
    ShareOffCommon          "share-off-common"            Warning ["part", "amount", "frame", "share", "common", "followers"]
    AmountInferred          "amount-inferred"             Info    ["amount", "how"]
    AmountAbsent            "amount-absent"               Info    ["keys"]
    GrantedTotalDiffers     "granted-total-differs"       Warning ["sum", "stated", "difference"]
    // The extract
    CompletenessNotProven   "completeness-not-proven"     Warning []
    ControlDiffers          "control-differs"             Error   ["control", "stated-rows", "rows", "stated-sum", "sum", "difference"]
    ControlTies             "control-ties"                Info    ["control", "rows", "sum"]
    MonthMissing            "month-missing"               Error   ["period"]
    VouchersInTwoExtracts   "vouchers-in-two-extracts"    Warning ["other", "series", "numbers", "first"]
    DuplicateRows           "duplicate-rows"              Warning ["other", "rows", "sum", "voucher"]
    ConflictingRows         "conflicting-rows"            Error   ["other", "rows", "sum", "voucher", "amount", "original"]
    VoucherGap              "voucher-gap"                 Warning ["series", "missing", "first"]
    VoucherMissing          "voucher-missing"             Warning ["rows", "sum"]
    RowRejected             "row-rejected"                Warning ["header", "value", "reason", "own", "other"]
    RowsRejected            "rows-rejected"               Warning ["rows", "header", "reason", "samples"]
    TotalRowDiffers         "total-row-differs"           Error   ["stated", "sum", "difference", "rows", "unreadable", "side"]
    PossibleTotalRow        "possible-total-row"          Warning ["amount", "rows"]
    MorePossibleTotalRows   "more-possible-total-rows"    Warning ["rows", "sum"]
    UnlabelledTotalRows     "unlabelled-total-rows"       Info    ["rows"]
    CellsFilledDown         "cells-filled-down"           Info    ["header", "cells"]
    AmountsRounded          "amounts-rounded"             Info    ["rows", "sum"]
    ColumnsDiffer           "columns-differ"              Info    ["other", "row", "added", "gone", "renamed", "moved"]
    OtherCurrency           "other-currency"              Warning ["currency", "rows", "sum"]
    SeveralSheets           "several-sheets"              Warning ["number", "sheets"]
    SheetRead               "sheet-read"                  Info    ["rows", "sum"]
    SheetNotRead            "sheet-not-read"              Info    ["sheet"]
    SieEncoding             "sie-encoding"                Info    ["declared", "used"]
    SieNotRead              "sie-not-read"                Info    ["labels"]
    SieChecksumUnchecked    "sie-checksum-unchecked"      Info    ["value"]
    SieChecksumOpen         "sie-checksum-open"           Warning []
    SieStrayLines           "sie-stray-lines"             Warning ["rows"]
    SieYearMissing          "sie-year-missing"            Info    []
    SieOutsideYear          "sie-outside-year"            Warning ["rows", "start", "end"]
    SieAddedAlone           "sie-added-alone"             Warning ["rows"]
    SieDimensionUnused      "sie-dimension-unused"        Info    ["dimensions"]
    SieDimensionUnmapped    "sie-dimension-unmapped"      Info    ["dimension", "name", "rows"]
    SiePeriodBalances       "sie-period-balances"         Info    ["dimensions"]
    SieYearBalances         "sie-year-balances"           Warning ["rows", "period"]
    SieVoucherUnbalanced    "sie-voucher-unbalanced"      Warning ["voucher", "difference"]
    SieBalanceDiffers       "sie-balance-differs"         Warning ["balance", "account", "stated", "found", "difference"]
    SieMore                 "sie-more"                    Warning ["code", "more"]
    HiddenSheet             "hidden-sheet"                Info    []
    HiddenRows              "hidden-rows"                 Info    ["rows", "how"]
    HiddenColumns           "hidden-columns"              Info    ["columns"]
    MergedCells             "merged-cells"                Warning ["cells"]
    ShortRows               "short-rows"                  Warning ["rows"]
    InvisibleSigns          "invisible-signs"             Info    ["cells", "header", "value"]
    SpoiltCodes             "spoilt-codes"                Warning ["cells", "header", "value"]
    IncomeSignFlipped       "income-sign-flipped"         Error   ["sum"]
    // The mapping
    SetAsideRows            "set-aside-rows"              Warning ["reason", "codes", "rows", "sum"]
    SpendWithoutActivity    "spend-without-activity"      Warning ["codes", "rows", "sum"]
    OtherYearOnGrant        "other-year-on-grant"         Warning ["period", "codes", "rows", "sum"]
    ObjectWithoutPostings   "object-without-postings"     Warning ["codes"]
    RulingUnused            "ruling-unused"               Warning ["voucher"]
    RulingAgainstRule       "ruling-against-rule"         Warning ["voucher", "ruled", "otherwise", "rows", "sum"]
    RulingNotNeeded         "ruling-not-needed"           Info    ["voucher", "rows"]
    // The conditions
    AreaOverspent           "area-overspent"              Warning ["spent", "sent", "allocated", "over"]
    GrantOverspent          "grant-overspent"             Warning ["spent", "sent", "granted", "over"]
    ActivityOverspent       "activity-overspent"          Warning ["spent", "allocated", "over", "unspent", "stance"]
    RingFenceBreached       "ring-fence-breached"         Warning ["spent", "allocated", "granted", "over"]
    RingFenceNear           "ring-fence-near"             Info    ["spent", "allocated", "share"]
    InvestmentOnGrantObject "investment-on-grant-object"  Warning ["codes", "debit", "credit", "net"]
    SpendBeforeYear         "spend-before-year"           Warning ["period", "rows", "sum"]
    SpendBeforeDecision     "spend-before-decision"       Info    ["decided-on", "rows", "sum"]
    LatePostings            "late-postings"               Info    ["days", "rows", "sum"]
    UnallocatedLeft         "unallocated-left"            Info    ["amount", "report", "due", "days"]
    // What was received
    IncomeDiffers           "income-differs-from-granted" Warning ["part", "title", "parts", "granted", "booked", "difference"]
    IncomeWithoutPart       "income-without-part"         Warning ["sum"]
    ForwardedDiffers        "forwarded-differs"           Warning ["recipient", "decided", "forwarded", "difference"]
    // The report
    StatedDiffers           "stated-figure-differs"       Warning ["table", "row", "title", "stated", "unit", "computed", "difference"]
    YearNotOver             "year-not-over"               Info    ["through", "stated", "parts", "sent"]
    StatedInOtherUnit       "stated-in-other-unit"        Warning ["table", "row", "title", "stated", "unit", "fits", "amount"]
    UnitHidesAmount         "unit-hides-amount"           Warning ["table", "row", "title", "amount", "unit"]
    NotAccountedFor         "not-accounted-for"           Info    ["table", "received", "forwarded", "used", "left"]
    BreakdownMissing        "breakdown-missing"           Warning ["spent", "granted", "sent", "usable"]
    ReferenceDiffers        "reference-differs"           Warning ["found", "known", "owner"]
    QuotedAmountDiffers     "quoted-amount-differs"       Warning ["quoted", "figure", "elsewhere", "slip"]
    NameVaries              "name-varies"                 Info    ["found", "known"]
    ReportOverdue           "report-overdue"              Warning ["report", "due"]
    NarrativeNotRead        "narrative-not-read"          Warning ["reason"]
    NarrativeMissing        "narrative-missing"           Warning ["report", "due", "days"]
    IdentityNumbersMasked   "identity-numbers-masked"     Info    ["numbers"]
}

impl Code {
    /// The code's line in the registry.
    pub fn registered(self) -> &'static Registered {
        let place = REGISTRY.iter().position(|(code, _)| *code == self).unwrap_or(0);
        &REGISTRY[place].1
    }

    /// The code as users see it.
    pub fn name(self) -> &'static str {
        self.registered().name
    }
}
