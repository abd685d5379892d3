# tertial in English. The same messages, with the same arguments, stand in sv.ftl; a test holds it.
#
# Every value comes ready-written in the report's language ($sum is "1,234.50"). For selection there are also
# $name-n (the count as a number) and $name-key (the name as it stands in the code; "blank" for empty or absent;
# "plus", "minus" or "zero" for amounts).

## Severity

severity-info = Info
severity-warning = Warning
severity-error = Error

## Findings: the decision

finding-activities-do-not-foot = The activities are decided at SEK { $sum } together, but the area is decided at SEK { $allocated }. Difference: SEK { $difference }.
finding-activities-do-not-foot-hint = Compare the activities' amounts in the agreement file with the decision. If the difference is in the decision itself, leave it here and raise it with whoever decided.
finding-activities-do-not-foot-about = Where activities do not add up to the area's amount there is money without an activity, or an activity without money. What remains is then wrong too.

finding-allocated-differs-from-granted =
    The area is decided at SEK { $allocated } but granted SEK { $granted }. Difference: SEK { $difference }. { $rounded-key ->
        [blank] The file states no rounding.
       *[other] Rounded by the file's rounded-to the grant is SEK { $rounded }, so not the decided amount.
    }
finding-allocated-differs-from-granted-hint = Compare both amounts with the decision. If they are copied correctly, whoever decided needs to know that decided and granted differ.
finding-allocated-differs-from-granted-info = The decided SEK { $allocated } is the granted SEK { $granted } rounded as the file states, SEK { $rounded }. Difference: SEK { $difference }.
finding-allocated-differs-from-granted-info-hint = Nothing to do. Report against the granted amount where the recipient wants it to the krona.
finding-allocated-differs-from-granted-about = The follow-up is made against the decided amount, but the grantor counts with the granted one. Every difference is shown; only the rounding that the file states is taken as an explanation.

finding-ring-fence-differs-from-granted =
    The ring-fenced activity is decided at SEK { $allocated } but granted SEK { $granted }. Difference: SEK { $difference }. { $rounded-key ->
        [blank] The file states no rounding.
       *[other] Rounded by the file's rounded-to the grant is SEK { $rounded }, so not the decided amount.
    }
finding-ring-fence-differs-from-granted-hint = Compare both amounts with the decision. Ring-fenced money may not be used for anything else; a decided amount above the granted one has no funding.
finding-ring-fence-differs-from-granted-info = The decided SEK { $allocated } for the ring-fenced activity is the granted SEK { $granted } rounded as the file states, SEK { $rounded }. Difference: SEK { $difference }.
finding-ring-fence-differs-from-granted-info-hint = Nothing to do. A breach is judged against both amounts.
finding-ring-fence-differs-from-granted-about = Ring-fenced money is accounted for on its own. Decided and granted are therefore compared for each ring-fenced activity, not only for the area.

finding-allocated-total-differs = The areas are allocated SEK { $allocated } together, but the agreement gives SEK { $granted }. Difference: SEK { $difference }.
finding-allocated-total-differs-hint = Compare the areas' amounts and what was received with the document.
finding-allocated-total-differs-about = Where what was received is given for the whole agreement only, the areas' amounts together should be as much.

finding-amount-absent = The file states { $keys } for the area but no amount that it is about. It is not used.
finding-amount-absent-hint = State the amount (allocated) when it is known, or remove { $keys }.
finding-amount-absent-about = A national frame, or how an amount was worked out, says nothing without the amount.

finding-granted-total-differs = The granted parts are SEK { $sum } together, but the document states SEK { $stated } in all. Difference: SEK { $difference }.
finding-granted-total-differs-hint = Compare each granted part and the total with the document. If all is copied correctly the difference is in the document; ask whoever wrote it.
finding-granted-total-differs-about = The total that the document itself states is the best check that all granted parts are in, copied correctly.

finding-share-off-common =
    { $part-key ->
        [blank] {""}
       *[other] { $part }:{" "}
    }SEK { $amount } is { $share }% of the national frame of SEK { $frame }. { $followers-n ->
        [one] Another amount follows
       *[other] { $followers } other amounts follow
    } the share { $common }%.
finding-share-off-common-hint = Find out by which key the amount was allocated, and say so in the report. If it is the share of the population, the amount or the frame is wrong.
finding-share-off-common-about = Where a grant is allocated by population the region's share of each frame is the same. An amount with another share has another key, or is wrong.

finding-amount-inferred = The amount SEK { $amount } is not in the document but was worked out: { $how }.
finding-amount-inferred-hint = Ask whoever distributed the money for the decided amount, and put it in place of the worked out one.
finding-amount-inferred-about = A worked out amount can be right to the krona and still not be what was decided.

## Findings: the extract

finding-completeness-not-proven = It is not proven that the extract is complete: no control from the ledger system is given.
finding-completeness-not-proven-hint = Take the number of rows and the sum for the same selection from the ledger system and enter them as [[control]] in the job file.
finding-completeness-not-proven-about = Tables can tie to the öre on an extract that lacks rows. Only a figure from the ledger system itself shows that everything is in.

finding-control-differs =
    { $control-key ->
        [blank] The control of the whole extract does not tie.
       *[other] The control of “{ $control }” does not tie.
    } { $stated-rows-key ->
        [blank] Rows in the extract: { $rows }.
       *[other] Rows: { $rows } in the extract, { $stated-rows } in the ledger system.
    } { $stated-sum-key ->
        [blank] Sum of the extract: SEK { $sum }.
       *[other] Sum: SEK { $sum } in the extract, SEK { $stated-sum } in the ledger system. Difference: SEK { $difference }.
    }
finding-control-differs-hint = Check that the control and the extract have the same selection (periods, objects, series) and were taken at the same time. Otherwise take the extract again.
finding-control-differs-about = Rows and sum of the extract are compared to the öre with what the ledger system states. Where they differ no figure in the report can be relied on.

finding-control-ties =
    { $control-key ->
        [blank] The control of the whole extract
       *[other] The control of “{ $control }”
    } ties to the öre: { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }, SEK { $sum }.
finding-control-ties-hint = Nothing to do.
finding-control-ties-about = Shows which parts of the extract are reconciled with the ledger system, and at what amounts.

finding-month-missing = The extract has no row in period { $period }.
finding-month-missing-hint = Take out the ledger for { $period } and add the file to the job, or take the whole extract again. Check the selection of periods.
finding-month-missing-about = A month lost in the selection makes spend too low without anything else looking wrong.

finding-vouchers-in-two-extracts =
    { $numbers-n ->
        [one] One voucher number
       *[other] { $numbers } voucher numbers
    } of { $series-key ->
        [blank] the number sequence
       *[other] series { $series }
    } are also in { $other }. The first: { $first }. If they are the same rows, they are counted twice.
finding-vouchers-in-two-extracts-hint = Compare the selections of the files. If they overlap, take one out again without the overlap. If a voucher is meant to be cut between two files, there is nothing to do.
finding-vouchers-in-two-extracts-about = Two extracts whose selections overlap count the same rows twice, and the tables still agree with each other.

finding-duplicate-rows =
    { $rows-n ->
        [one] One row, SEK { $sum }, is the same voucher row
       *[other] { $rows } rows, SEK { $sum } together, are the same voucher rows
    } as in { $other } and not counted here. First: { $voucher }.
finding-duplicate-rows-hint = Nothing to do if the extracts overlap on purpose. If not, extract each period once.
finding-duplicate-rows-about = Two extracts that cover the same vouchers would count them twice. The row in the extract that comes first in alphabetical order counts.

finding-conflicting-rows =
    { $rows-n ->
        [one] One row, SEK { $sum }, is the same voucher row
       *[other] { $rows } rows, SEK { $sum } together, are the same voucher rows
    } as in { $other } but with another amount, period or code. First: { $voucher }, SEK { $amount } here and SEK { $original } there. The row in { $other } counts.
finding-conflicting-rows-hint = Extract the period anew. A booked voucher row does not change, so one of the extracts is wrong or was made with other settings.
finding-conflicting-rows-about = When two extracts disagree on one voucher row at least one of them is wrong, and neither sum can be relied on.

finding-voucher-gap =
    { $missing-n ->
        [one] One voucher number is missing
       *[other] { $missing } voucher numbers are missing
    } in { $series-key ->
        [blank] the extract's numbering
       *[other] series { $series }
    }. First gap: { $first }.
finding-voucher-gap-hint = Look the numbers up in the ledger system. If they are there the selection left them out: take the extract again. If they are cancelled or unused the gap is explained. If the extract is a selection on purpose, state vouchers = "selection" in the job.
finding-voucher-gap-about = Vouchers are numbered without gaps within a series. A gap can mean that whole vouchers are missing from the extract.

finding-voucher-missing =
    { $rows-n ->
        [one] { $rows } row has
       *[other] { $rows } rows have
    } no voucher number, SEK { $sum }, and cannot be followed to a voucher.
finding-voucher-missing-hint = Look the rows up in the ledger system by date, code string and amount, and take the extract again with voucher numbers.
finding-voucher-missing-about = Every reported krona must be traceable to a voucher. Without a number the row can neither be reviewed nor be ruled on.

finding-row-rejected =
    The row is rejected and counts in no spend. { $value-key ->
        [blank] { $reason } in the column “{ $header }”.
       *[other] { $reason } in the column “{ $header }”: “{ $value }”.
    }{ $other-key ->
        [blank] { "" }
       *[other] { $own-key ->
            [blank] { " " }With the other decimal sign it is { $other }.
           *[other] { " " }It can be read as { $own } or { $other }.
        }
    }
finding-row-rejected-hint = Correct the value at the source and take the extract again. If it is no ledger row, a totals row for instance, add its marking to the layout (totals).
finding-row-rejected-about = A row that cannot be read is never guessed. It is put aside with place and value, and if there are more than the job allows the run stops.

finding-rows-rejected = { $rows-n ->
        [one] { $rows } row is rejected and counts
       *[other] { $rows } rows are rejected and count
    } in no spend. { $reason } in the column “{ $header }”{ $samples-key ->
        [blank] .
       *[other] , for instance { $samples }.
    } The first stands here.
finding-rows-rejected-hint = The same fault in many rows is most often the layout: decimal sign, form of periods or form of dates. All rows stand in the table avvisade.
finding-rows-rejected-about = Rows that are unreadable in the same way in the same column are told together when they are more than ten. Each stands in the table avvisade.

finding-total-row-differs =
    The total row states { $side-key ->
        [credit] credit { $stated } kr
       *[other] { $stated } kr
    }, but { $rows-n ->
        [one] the { $rows } row that it sums
       *[other] the { $rows } rows that it sums
    } come to { $sum } kr. Difference: { $difference } kr. Unreadable amounts among the rows: { $unreadable }.
finding-total-row-differs-hint = Compare with the ledger system: are rows missing from the extract, or has one been changed since? Take the extract again.
finding-total-row-differs-warning =
    The total row states { $side-key ->
        [credit] credit { $stated } kr
       *[other] { $stated } kr
    }. { $rows-n ->
        [one] The { $rows } readable row
       *[other] The { $rows } readable rows
    } that it sums come to { $sum } kr. Difference: { $difference } kr. Among the rows { $unreadable } have an amount that cannot be read.
finding-total-row-differs-warning-hint = Correct the unreadable amounts and run again. Only then does the total show whether anything else is missing.
finding-total-row-differs-about = A total row is never counted, but it says what the ledger system itself came to. Where it differs from the rows above, something is missing or was changed.

finding-possible-total-row =
    The row may be a total but is counted as a posting: { $amount } kr. { $rows-n ->
        [0] It has neither codes nor a voucher, but is not the sum of the rows above.
       *[other] Its amount is the sum of the { $rows } nearest rows above.
    }
finding-possible-total-row-hint = If it is a total, put its label into the layout (totals) or take the extract without totals. If it is a posting there is nothing to do.
finding-possible-total-row-about = A total that is counted doubles the amounts. A row that only might be one is not dropped but shown, so that a person decides.

finding-more-possible-total-rows =
    { $rows-n ->
        [one] { $rows } more row may be a total but is counted as a posting
       *[other] { $rows } more rows may be totals but are counted as postings
    }: together { $sum } kr. The first of them is shown here.
finding-more-possible-total-rows-hint = If they are totals, put their label into the layout (totals) or take the extract without totals. If many rows have neither codes nor a voucher, check that the layout names the right columns.
finding-more-possible-total-rows-about = The first twenty rows of a file that may be totals are told one by one (possible-total-row), the others by their number and sum.

finding-unlabelled-total-rows =
    { $rows-n ->
        [one] { $rows } row without codes is not counted
       *[other] { $rows } rows without codes are not counted
    }: the amount is exactly the sum of the rows above. The first is shown here.
finding-unlabelled-total-rows-hint = Check the first in the source. If it is a posting, take the extract with its codes.
finding-unlabelled-total-rows-about = A total without a word is known by having no codes and being exactly the sum of the rows above. That it is not counted must be seen.

finding-cells-filled-down =
    { $cells-n ->
        [one] { $cells } blank cell
       *[other] { $cells } blank cells
    } in the column “{ $header }” got the value above, as the layout says.
finding-cells-filled-down-hint = If that is wrong, take the column out of fill-down in the layout.
finding-cells-filled-down-about = In a report with groups the code stands only on the group's first row. Filling blank cells is the layout's choice, so their number is told.

finding-amounts-rounded =
    { $rows-n ->
        [one] { $rows } amount is rounded
       *[other] { $rows } amounts are rounded
    } to whole öre, as the layout says. Together rounding took { $sum } kr.
finding-amounts-rounded-hint = Rather take the amounts with two decimals, so that each row is the one that was booked.
finding-amounts-rounded-about = Booked amounts have two decimals. Where more are rounded it must be seen how many rows it is about and what it makes together.

finding-columns-differ =
    The columns are not those of { $row-key ->
        [blank] { $other }
       *[other] the header in row { $row }
    }.{ $added-key ->
        [blank] { "" }
       *[other] { " " }New: { $added }.
    }{ $gone-key ->
        [blank] { "" }
       *[other] { " " }Gone: { $gone }.
    }{ $renamed-key ->
        [blank] { "" }
       *[other] { " " }Another heading: { $renamed }.
    }{ $moved-key ->
        [blank] { "" }
       *[other] { " " }Moved: { $moved }.
    }
finding-columns-differ-hint = Nothing to do where the change was expected: columns are read by heading in each file by itself. A new column that is needed goes into the layout.
finding-columns-differ-about = An extract that changes its columns from one month to the next may have changed its selection or contents. Reading copes, but a person should know.

finding-other-currency =
    { $rows-n ->
        [one] { $rows } row is
       *[other] { $rows } rows are
    } in the currency { $currency }. The amounts, { $sum } together, count as they stand. The first stands here.
finding-other-currency-hint = See at the source that the amounts are converted to kronor. If they are not, take the extract with the booked amount.
finding-other-currency-about = A row in another currency mostly has its booked amount in kronor, but what stands there may be the amount in that currency. Nothing is converted, so it must be seen.
finding-several-sheets = { $number } sheets have the layout’s headings and count together: { $sheets }. If one of them is a copy or a selection its rows count twice, unless voucher number and row show that they are the same.
finding-several-sheets-hint = Compare the sheets' rows and sums. Then name the sheets that count in the layout (sheets), even if it is all of them.
finding-several-sheets-about = A workbook may be split over several sheets, and it may have a copy of its rows on one more. Only whoever took it knows which.
finding-sheet-read =
    The sheet counts: { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }, SEK { $sum }.
finding-sheet-read-hint = Nothing to do if the sheet must count. If not, name the sheets that do in the layout (sheets).
finding-sheet-read-about = Where several sheets are read it is shown what each of them gives, so that one too many is seen.
finding-sheet-not-read = The sheet “{ $sheet }” is not read: the layout does not name it.
finding-sheet-not-read-hint = If the sheet holds ledger rows, add its name to the layout (sheets).
finding-sheet-not-read-about = An extract can be split over several sheets. Sheets that are not read are named, so that nothing falls away in silence.
finding-hidden-sheet = The sheet is hidden in the workbook but read like any other.
finding-hidden-sheet-hint = If the sheet must not count, name the sheets that do in the layout (sheets).
finding-hidden-sheet-about = A hidden sheet is not seen by whoever compares with the workbook. It is read all the same, so that nothing falls away in silence.

finding-hidden-rows =
    Read like any other: { $rows-n ->
        [one] { $rows } row that
       *[other] { $rows } rows that
    } { $how-key ->
        [filter] a filter hides in the sheet.
       *[other] the sheet hides.
    }
finding-hidden-rows-hint = Show all rows in the workbook before you compare sums. If the rows must not count, delete them or take the extract again.
finding-hidden-rows-about = Hidden and filtered rows are not seen by whoever compares with the workbook, but stand in the file. They are always read, and that is told.

finding-hidden-columns = Hidden columns of the sheet are read like any other: { $columns }.
finding-hidden-columns-hint = Show the columns in the workbook before you compare figures.
finding-hidden-columns-about = A code or an amount can stand in a column that is not shown. It is read all the same, and that is told.

finding-merged-cells =
    { $cells-n ->
        [one] { $cells } cell in columns that are read is merged
       *[other] { $cells } cells in columns that are read are merged
    } into another; a merged cell has no value of its own. Read as blank.
finding-merged-cells-hint = Split the cells in the workbook and fill in the value on each row, or take the extract without merged cells.
finding-merged-cells-about = In a merged area the value stands in the first cell only. That it holds for the other rows too would be a guess.

finding-short-rows =
    { $rows-n ->
        [one] { $rows } row ends
       *[other] { $rows } rows end
    } before the last column that the layout reads. What is missing is read as blank.
finding-short-rows-hint = Compare some of the rows with the ledger system. Excel leaves out separators after the last filled cell; a row can also be broken by a line break in a text.
finding-short-rows-about = Rows with fewer fields than the header can be cut off. A row without amount or period is rejected.

finding-invisible-signs =
    { $cells-n ->
        [one] { $cells } value
       *[other] { $cells } values
    } in the column “{ $header }” with signs that nobody sees, as in “{ $value }”. The signs are taken out.
finding-invisible-signs-hint = There is nothing to do here. To be rid of the signs, correct the values in the ledger system.
finding-invisible-signs-about = Signs without width, soft hyphens and control characters make two codes or vouchers differ that look the same. They mean nothing outside free text; they are taken out, and that is told.

finding-spoilt-codes =
    { $cells-n ->
        [one] { $cells } cell
       *[other] { $cells } cells
    } in the column “{ $header }” may have been made over by a spreadsheet, as “{ $value }”. Read as written.
finding-spoilt-codes-hint = Compare with the ledger system. If the extract was opened in Excel, take it anew and read it directly, or format the column as text before the values are put in.
finding-spoilt-codes-about = Spreadsheets make dates of codes such as 16-1 and numbers of codes such as 1E5. A code that can no longer be told makes its row rejected.

finding-sie-encoding =
    { $declared-key ->
        [blank] The file names no character set
       *[other] The file names the character set { $declared }
    } (#FORMAT), but its letters are { $used }. It is read as such.
finding-sie-encoding-hint = Check that å, ä and ö are right in codes and names. Otherwise the file must be saved anew in the character set that it names.
finding-sie-encoding-about = SIE files are to be in PC8, but many programs write Windows-1252 or UTF-8 and say PC8 all the same. The character set that gives Swedish letters is taken.

finding-sie-not-read = Parts of the file are not read, with their number: { $labels }.
finding-sie-not-read-hint = Vouchers, period balances and the year balances that they are held against are read. Budgets and labels outside the standard are not. If ledger rows stand under such a label, take the file again by the SIE standard.
finding-sie-not-read-about = By the standard, unknown labels are passed over. They are counted and named, so that nothing falls away in silence.

finding-sie-checksum-unchecked = The file has a checksum (#KSUMMA), { $value }. It is not checked.
finding-sie-checksum-unchecked-hint = The checksum shows whether the file was changed after it was written. If that matters, check it in a program that works it out again, or take the file out again.
finding-sie-checksum-unchecked-about = SIE lets a file have a checksum over all its records. It is not worked out again here, and that is said, so that nobody takes it for right.

finding-sie-checksum-open = The file begins a checksum (#KSUMMA) that never ends. The end of the file may be missing.
finding-sie-checksum-open-hint = Take the file out again, and compare the number of vouchers and the sums with the ledger system.
finding-sie-checksum-open-about = A file with a checksum has #KSUMMA twice, last with the sum. Where only the first stands, the file was probably cut off.

finding-sie-stray-lines =
    { $rows-n ->
        [one] A line of the file is neither a record (#) nor a brace, and is not read.
       *[other] { $rows } lines of the file are neither records (#) nor braces, and are not read. The first stands here.
    }
finding-sie-stray-lines-hint = Open the file at the line. Most often a text in the line before has a line break, and then no amount is lost. If it is a ledger row, take the file again.
finding-sie-stray-lines-about = In a SIE file each record starts with a label. A line without one can be the rest of a text, or a record that was damaged.

finding-sie-year-missing = The file does not name its accounting year (#RAR 0). Rows belong to the month of their date.
finding-sie-year-missing-hint = Check that the file was taken for the right year.
finding-sie-year-missing-about = Without an accounting year it cannot be checked that the rows lie in the year that the file is about.

finding-sie-outside-year =
    { $rows-n ->
        [one] { $rows } row has
       *[other] { $rows } rows have
    } a date outside the file's accounting year, { $start }–{ $end }. The first stands here.
finding-sie-outside-year-hint = Check the dates in the ledger system. The rows count in the month of their date, and are left out where the year's balances are compared.
finding-sie-outside-year-about = A type 4 file holds one accounting year. A row dated in another year is misdated or does not belong here.

finding-sie-added-alone =
    { $rows-n ->
        [one] An added row (#RTRANS) is not followed by the #TRANS that repeats it, and counts itself.
       *[other] { $rows } added rows (#RTRANS) are not followed by the #TRANS that repeat them, and count themselves. The first stands here.
    }
finding-sie-added-alone-hint = Look the voucher up in the ledger system and see that the row is there once. The standard wants the same #TRANS after each #RTRANS.
finding-sie-added-alone-about = An added row stands twice in the file, as #RTRANS and as #TRANS, and counts once. Without the second the row is there as added only.

finding-sie-dimension-unused = The layout uses dimensions in which no row of the file has an object: { $dimensions }.
finding-sie-dimension-unused-hint = See in the file's #DIM which number the code part has, and correct the layout if it is another. Otherwise the code part is blank in this file.
finding-sie-dimension-unused-about = Each installation numbers its code parts itself from 20 on. A wrong number in the layout gives a blank code part.

finding-sie-dimension-unmapped =
    { $rows-n ->
        [one] { $rows } row has
       *[other] { $rows } rows have
    } an object in dimension { $dimension }{ $name-key ->
        [blank] {""}
       *[other] {" "}({ $name })
    }, which the layout does not use.
finding-sie-dimension-unmapped-hint = If the dimension is a code part that the decisions name, add dim{ $dimension } to the layout under [parts].
finding-sie-dimension-unmapped-about = A code part that the layout does not name is not read. The file's dimensions are named, so that none is forgotten.

finding-sie-period-balances =
    The file has no vouchers. The rows are period balances (#PSALDO){ $dimensions-key ->
        [blank] {""}
       *[other] , broken down by dimension { $dimensions }
    }.
finding-sie-period-balances-hint = If balances are not enough, take a file of type 4, which has vouchers.
finding-sie-period-balances-about = Period balances can be summed by account and month, but no krona can be followed to its voucher. Where an account has balances by object these are counted, and of the account's own balance only what is on no object.

finding-sie-year-balances =
    The file has neither vouchers nor period balances. { $rows-n ->
        [one] The row is a year balance (#RES) and stands
       *[other] The rows are { $rows } year balances (#RES) and stand
    } in period { $period-key ->
        [blank] unknown
       *[other] { $period }
    }.
finding-sie-year-balances-hint = Take a file of type 4, or at least type 2, to follow up by month.
finding-sie-year-balances-about = A type 1 file has balances of whole years only. They are put in the last month that the file covers, and the months cannot be told apart.

finding-sie-voucher-unbalanced = Voucher { $voucher } does not balance: its rows sum to SEK { $difference }.
finding-sie-voucher-unbalanced-hint = Look the voucher up in the ledger system. If rows are missing the selection left them out, or the file is damaged: take it again.
finding-sie-voucher-unbalanced-about = Debit and credit are equal in each voucher. A difference means that rows are missing or changed.

finding-sie-balance-differs = { $balance } of { $account } is SEK { $stated } in the file, but the rows give SEK { $found }. Difference: SEK { $difference }.
finding-sie-balance-differs-hint = If the file covers only part of the year or of the series, the difference is to be expected. Otherwise vouchers are missing, or the balance is of another day: take the file again.
finding-sie-balance-differs-about = A SIE file with both balances and vouchers says the same thing twice. Where they differ, one of them is not whole.

finding-sie-more = { $more-n ->
        [one] { $more } more finding { $code } of the file is
       *[other] { $more } more findings { $code } of the file are
    } not shown.
finding-sie-more-hint = If they are many the file is probably a selection: take the whole year without conditions on account or object.
finding-sie-more-about = The first 50 of a kind in a file are shown, the rest are counted.

finding-income-sign-flipped = The income accounts have a positive net of SEK { $sum }. Income is credit and must be negative: the extract's signs are flipped.
finding-income-sign-flipped-hint = Take the extract with debit as plus and credit as minus, or say sign = "credit-positive" in the layout. If the net is right, after a large correction for instance, it needs an explanation.
finding-income-sign-flipped-warning = The file's income accounts have a positive net of SEK { $sum }. Income is credit and should be negative: the signs of the file may be turned.
finding-income-sign-flipped-warning-hint = Compare the signs of the file with those of the other extracts. If they differ, take the file out again or give it a layout with sign = "credit-positive". If the net is a correction, there is nothing to do.
finding-income-sign-flipped-about = Reports often show income as plus where the ledger has it as minus. With flipped signs all spend is wrong, yet the tables look reasonable.

## Findings: where rows belong

finding-set-aside-rows =
    Set aside for decision and counted in no area: { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }, SEK { $sum } ({ $codes }). { $reason-key ->
        [shared-object] The object is shared between areas and no code decides.
        [unknown-account] The account is in no account group.
       *[other] Reason: { $reason }.
    }
finding-set-aside-rows-hint =
    { $reason-key ->
        [unknown-account] Put the account in an account group in the account group file and run again.
       *[other] Fill in the decision columns of the sheet of rows set aside (or of tabeller/avsatt.csv) and name the file under rulings in the job, or rebook the rows in the ledger system.
    }
finding-set-aside-rows-about = No row is guessed and none is spread. What the rules do not decide is shown with rows and amount until a person has decided.

finding-spend-without-activity =
    { $rows-n ->
        [one] { $rows } row, SEK { $sum }, belongs
       *[other] { $rows } rows, SEK { $sum }, belong
    } to the area but to no activity ({ $codes }). The amount counts on the line Without activity.
finding-spend-without-activity-hint = Correct the code in the ledger system, or add the code to the right activity in the agreement file.
finding-spend-without-activity-about = The object has a single owner, so the cost is the area's. But without a known code it cannot be followed up against any activity's decided amount.

finding-other-year-on-grant =
    { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    } on the grant's code string ({ $codes }), SEK { $sum }, in period { $period } of another year: not counted.
finding-other-year-on-grant-hint = Decide whether the period is right. If the cost belongs to the year followed up, rebook it; otherwise limit the extract's selection to the year.
finding-other-year-on-grant-about = Rows of other years are no part of the follow-up. On the grant's own codes they may be in the wrong period, so they are shown.

finding-object-without-postings = No row through the period bears { $codes }, which an area owns.
finding-object-without-postings-hint = See that the extract's selection takes the object in, and that the layout reads the right column. If nothing is booked yet, there is nothing to do.
finding-object-without-postings-about = An object that fell out of the selection, or a column read wrongly, gives zero spend while nothing else looks wrong.

finding-ruling-unused = The ruling on voucher { $voucher } hits no row of the extract.
finding-ruling-unused-hint = Check series, number and row against the extract. If the voucher is corrected or removed, take the ruling out of the job.
finding-ruling-unused-about = A ruling that hits no row has no effect. Often the number is mistyped, and the right row is still set aside.

finding-ruling-against-rule =
    The ruling on voucher { $voucher } puts { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }, SEK { $sum }, on “{ $ruled }”. The rules say “{ $otherwise }”. The ruling stands.
finding-ruling-against-rule-hint = Check that the ruling is meant. Preferably rebook the row in the ledger system, so that ledger and follow-up show the same.
finding-ruling-against-rule-about = A ruling on a voucher goes before the rules. Where they disagree it must be seen, so that nobody moves money by mistake.

finding-ruling-not-needed =
    The ruling on voucher { $voucher } is not needed: the rules already put { $rows-n ->
        [one] its row
       *[other] its { $rows } rows
    } in the same place.
finding-ruling-not-needed-hint = Take the ruling out of the job.
finding-ruling-not-needed-about = Rulings that the rules have caught up with make the job harder to read and can hide one that is needed.

## Findings: the conditions

finding-area-overspent =
    The area is overspent by SEK { $over }: spent SEK { $spent }{ $sent-key ->
        [zero] {" "}
       *[other] {" "}and sent on SEK { $sent }{" "}
    }against decided SEK { $allocated }.
finding-area-overspent-hint = Check the largest rows on the sheet of counted voucher rows (tabeller/underlag.csv). If they are coded correctly the excess needs other funding or a new decision.
finding-area-overspent-about = Costs above the decided amount are not covered by the grant.

finding-grant-overspent =
    More than was granted is used: spent SEK { $spent }{ $sent-key ->
        [zero] {" "}
       *[other] {" "}and sent on SEK { $sent }{" "}
    }against granted SEK { $granted }, SEK { $over } too much.
finding-grant-overspent-hint = Check the largest rows on the sheet of counted voucher rows (tabeller/underlag.csv). If they are coded correctly the excess needs other funding.
finding-grant-overspent-about = Costs above what was granted are not covered by the grant. The check is for areas that have no decided amount of their own.

finding-activity-overspent =
    The activity is overspent by SEK { $over }: spent SEK { $spent } against decided SEK { $allocated }. { $unspent-key ->
        [zero] None of the area's decided money is unspent.
        [minus] The rest of the area's decided money is overspent (SEK { $unspent }).
       *[other] SEK { $unspent } of the area's decided money is not yet spent.
    } { $stance-key ->
        [within-area] The decision allows reallocation within the area.
        [none] The decision allows no reallocation.
        [not-stated] The decision says nothing about reallocation.
       *[other] Reallocation: { $stance }.
    }
finding-activity-overspent-hint =
    { $stance-key ->
        [within-area] Ask those responsible what the other activities expect to spend this year before money is moved. Ring-fenced money may not be moved.
        [none] Check the coding. If it is right the activity needs other funding or a new decision.
       *[other] Check the coding. Ask whoever decided whether money may be moved between the area's activities.
    }
finding-activity-overspent-about = Shows which activity has gone over its decided amount. That money in the area is not yet spent does not mean that it is free: it may be planned for the rest of the year.

finding-ring-fence-breached = The ring-fenced activity is overspent by SEK { $over }: spent SEK { $spent } against the lesser of decided SEK { $allocated } and granted SEK { $granted }.
finding-ring-fence-breached-hint = Check the coding. Ring-fenced money cannot be topped up from other activities: the excess needs other funding.
finding-ring-fence-breached-about = Ring-fenced money may be moved neither to nor from. The breach is judged against both decided and granted, since one may be rounded.

finding-ring-fence-near = { $share } of the ring-fenced amount is spent: SEK { $spent } of SEK { $allocated }.
finding-ring-fence-near-hint = Settle with the person responsible what is still to be paid this year.
finding-ring-fence-near-about = Ring-fenced money cannot be topped up. An early sign gives time to change course before the amount is used up.

finding-investment-on-grant-object = An investment is booked on the grant's object ({ $codes }): debit SEK { $debit }, credit SEK { $credit }, net SEK { $net }.
finding-investment-on-grant-object-hint = Rebook the investment to the fixed asset accounts. Only what the condition allows is coded to the object, usually the current year's depreciation.
finding-investment-on-grant-object-info = The investment on the grant's object ({ $codes }) is reversed: debit SEK { $debit }, credit SEK { $credit }, net SEK { $net }.
finding-investment-on-grant-object-info-hint = Nothing to do about the object. Check that the investment is right in the fixed asset accounts.
finding-investment-on-grant-object-about = An investment may not burden the grant all at once. It is judged on the accumulated net, so that a reversal in a later month shows as reversed; debit and credit are shown apart.

finding-spend-before-year =
    { $rows-n ->
        [one] { $rows } row, SEK { $sum }, belongs
       *[other] { $rows } rows, SEK { $sum }, belong
    } to period { $period }, before the year that the money is decided for.
finding-spend-before-year-hint = Check the period. Costs before the year may be counted only if the agreement says so.
finding-spend-before-year-about = The money is decided for a certain year. Costs of an earlier year normally belong to that year's grant.

finding-spend-before-decision =
    { $rows-n ->
        [one] { $rows } row, SEK { $sum }, was
       *[other] { $rows } rows, SEK { $sum }, were
    } booked before the decision of { $decided-on }, though in the right year.
finding-spend-before-decision-hint = Decide whether the costs are for decided activities. The decision may hold for the whole year; if it says otherwise the rows need rebooking.
finding-spend-before-decision-about = The decision often comes well into the year. Costs before it are not wrong in themselves, but a reviewer tends to ask about them.

finding-late-postings =
    { $rows-n ->
        [one] { $rows } row, SEK { $sum }, was
       *[other] { $rows } rows, SEK { $sum }, were
    } registered after the period was closed, { $days-n ->
        [one] { $days } day
       *[other] { $days } days
    } after the month's end.
finding-late-postings-hint = If the period has been reported already, compare with the earlier report: its figures no longer hold.
finding-late-postings-about = Rows registered late change periods that may have been reported. That is why a new run differs from the last.

finding-unallocated-left =
    SEK { $amount } is still unallocated. { $report-key ->
        [blank] No coming report of the money is given.
       *[other] The next report, { $report }, is due { $due }: { $days-n ->
            [one] { $days } day left.
           *[other] { $days } days left.
        }
    }
finding-unallocated-left-hint = Settle with the person responsible whether the amount is to go to activities before the report.
finding-unallocated-left-about = Unallocated money does not spend itself. Waiting for the report leaves no time to decide.

## Findings: received money

finding-income-differs-from-granted =
    { $parts-n ->
        [one] The grant's part “{ $title-key ->
            [blank] { $part }
           *[other] { $title }
        }” is SEK { $granted }
       *[other] The grant's parts “{ $title-key ->
            [blank] { $part }
           *[other] { $title }
        }” are together SEK { $granted }
    }, but SEK { $booked } is booked as income. Difference: SEK { $difference }.
finding-income-differs-from-granted-hint = Check the payment against the decision, and that the income has the right codes and period.
finding-income-differs-from-granted-about = At the end of the year a part that is paid or earned should be in the ledger with the same amount. Before that there cannot be more; of one that is only allotted there can never be more.

finding-income-without-part = Grant income of SEK { $sum } belongs to no part of the agreement's grant.
finding-income-without-part-hint = Give the parts of the grant codes that take the income, or correct the coding.
finding-income-without-part-about = Only when each income belongs to a part can what was received be reconciled part by part.

finding-forwarded-differs = SEK { $decided } is to be sent on to { $recipient }, but SEK { $forwarded } is booked. Difference: SEK { $difference }.
finding-forwarded-differs-hint = Check the payment to the recipient and its coding.
finding-forwarded-differs-about = Money that is sent on lowers what may be used and is no spend of one's own. Before the end of the year only too much is a finding.

## Findings: the report

finding-stated-figure-differs =
    In the table “{ $table }”, row “{ $title-key ->
        [blank] { $row }
       *[other] { $title }
    }”, the document says { $stated } { $unit }; worked out it is { $computed } { $unit }. { $difference-key ->
        [blank] {""}
       *[other] Difference: SEK { $difference }.
    }
finding-stated-figure-differs-hint = Compare the row with the ledger and the document. The table shows what was worked out; the document's figure is never changed either way.
finding-stated-figure-differs-about = A printed figure that cannot be worked out from the ledger is wrong in the document or in the ledger.

finding-year-not-over = The run goes through { $through }, not the whole year. So these are not compared: printed figures ({ $stated }), parts of grants that are paid or earned but not booked in full ({ $parts }), and money that is to be sent on ({ $sent }).
finding-year-not-over-hint = Run with nothing but the year in --through when the books are closed.
finding-year-not-over-about = A document's figures and the amount of a paid part are for the whole year with its closing period. During the year all that is compared is that no more is booked than the part is of.

finding-stated-in-other-unit =
    In the table “{ $table }”, row “{ $title-key ->
        [blank] { $row }
       *[other] { $title }
    }”, the document says { $stated } in { $unit }; the figure is SEK { $amount } in { $fits }.
finding-stated-in-other-unit-hint = Correct the unit in the document's heading, or the figure.
finding-stated-in-other-unit-about = A figure in the wrong unit is a thousand or a million times wrong, but looks right.

finding-unit-hides-amount =
    In the table “{ $table }” SEK { $amount } in the row “{ $title-key ->
        [blank] { $row }
       *[other] { $title }
    }” is shown as zero { $unit }.
finding-unit-hides-amount-hint = Choose a smaller unit or more decimals in the report profile.
finding-unit-hides-amount-about = A unit too coarse for its amounts makes rows disappear for the reader.

finding-not-accounted-for =
    Of SEK { $received } received the table “{ $table }” accounts for SEK { $used }{ $forwarded-key ->
        [zero] .
       *[other] , and SEK { $forwarded } is sent on.
    } SEK { $left } is not accounted for.
finding-not-accounted-for-hint = Say what the amount is for, or that it is unspent. It stands on a line of its own in the table.
finding-not-accounted-for-about = What is received but not accounted for must be seen, never hidden in another row.

finding-breakdown-missing =
    The use can only be accounted for as a whole, SEK { $spent }{ $granted-key ->
        [blank] {""}
       *[other] { $sent-key ->
            [zero] {" "}of SEK { $granted } granted
           *[other] {" "}of SEK { $usable } (SEK { $granted } granted, of which SEK { $sent } is sent on)
        }
    }: the money is divided on no activities.
finding-breakdown-missing-hint = Give activities with codes in the agreement's file, if the money is to be accounted for by measure.
finding-breakdown-missing-about = The recipient most often asks what the money was used for; a single sum does not answer that.

finding-reference-differs =
    { $owner-key ->
        [blank] The registration number { $found } differs from the agreement's { $known }.
       *[other] The report was filed under { $found }, but the case { $known } is that of “{ $owner }”.
    }
finding-reference-differs-hint = Find out in the register which is right, and correct the other.
finding-reference-differs-about = Two almost equal registration numbers for one matter are most often a slip, and one of them leads the reader to the wrong document. A report in another case is hard to find.

finding-quoted-amount-differs =
    The text says { $quoted }, { $elsewhere-key ->
        [blank] { $figure-key ->
            [blank] { $slip-key ->
                [blank] which is none of the agreement's amounts.
               *[other] which is none of the agreement's amounts but is like SEK { $slip }: one digit differs, or two have changed places.
            }
           *[other] but the nearest amount is SEK { $figure }.
        }
       *[other] which is no amount of the area but one of the whole agreement, SEK { $elsewhere }.
    }
finding-quoted-amount-differs-hint = Compare the text with the tables, and correct whichever is wrong.
finding-quoted-amount-differs-about = An amount in the text should be found in the tables. One far from all amounts and like none is most often about something else and only worth knowing.

finding-name-varies = “{ $found }” is also written “{ $known }”.
finding-name-varies-hint = Use one name everywhere, if the same thing is meant.
finding-name-varies-about = When one agreement or area has several names it is hard to follow the money between documents.

finding-report-overdue = { $report } was due { $due }. No registration number says that it was handed in.
finding-report-overdue-hint = Write the registration number in the agreement's file (filed) if it was. If not, hand it in.
finding-report-overdue-about = A report that is not handed in on time can lead to the grant being reclaimed.

finding-narrative-not-read =
    { $reason ->
        [depth] The folder lies too deep. Narratives in it are not read.
       *[other] The file is not read as a narrative: its name doesn't end in .md in lower case.
    }
finding-narrative-not-read-hint =
    { $reason ->
        [depth] Put the files in the folder that has the agreement's name.
       *[other] Give the file the name of the agreement or the area, ending in .md, or move it.
    }
finding-narrative-not-read-about = A narrative that is not read is missing from the report, and nobody can see that there.

finding-narrative-missing =
    Nobody has written what was done. { $report } is due { $due }: { $days-n ->
        [one] { $days } day left.
       *[other] { $days } days left.
    }
finding-narrative-missing-hint = Write the narrative in a Markdown file with the agreement's name in the folder that the job names under narratives.
finding-narrative-missing-about = The account should say what was done, not only what it cost.

finding-identity-numbers-masked =
    { $numbers-n ->
        [one] { $numbers } personal identity number is hidden in the result but still stands in the file.
       *[other] { $numbers } personal identity numbers are hidden in the result but still stand in the file.
    }
finding-identity-numbers-masked-hint = Take the numbers out of the file, and see whether the text has more that points out a person.
finding-identity-numbers-masked-about = Where an identity number stands there is often more about the person, which the program cannot recognise.

## Cells: fates of rows

cell-of-which-spend = – of which spend
cell-mapped = Mapped
cell-set-aside = Set aside for decision
cell-out-of-scope = Out of scope
cell-duplicate = Duplicate
cell-rejected = Rejected
cell-structural = No ledger row
cell-identical = Equal
cell-conflicting = Different
cell-shared-object = Shared object
cell-unknown-account = Account without group
cell-other-object = Other object
cell-opening-period = Opening balance
cell-after-through = Later period
cell-other-year = Other year
cell-other-year-on-grant = Other year, on the grant's codes
cell-owner = Owner of the object
cell-rule = Rule
cell-ruling = Ruling

## Cells: the tables

cell-spend = Spend
cell-grant-income = Grant income
cell-income = Other income
cell-investment = Investment
cell-balance = Balance-sheet account
cell-other-accounts = Other
cell-contradicted = Differs from the ERP
cell-underlag-till = A basis for the follow-up, not the form itself
cell-a-person = Judged by a person
cell-postings = Postings
cell-info = Information
cell-warning = Warning
cell-error = Error
cell-without-activity = Without activity
cell-total = Total
cell-subtotal = Subtotal
cell-fixed = Own amount
cell-ring-fenced = Ring-fenced
cell-pooled = Pooled
cell-unallocated = Unallocated
cell-within-area = Within the area
cell-none = None
cell-not-stated = Not stated
cell-allotted = Allotted
cell-requisitioned = Requisitioned
cell-paid = Paid
cell-earned = Earned
cell-over = Overspent
cell-near = Near the limit
cell-forecast-over = Forecast over
cell-behind = Behind
cell-undivided = Not divided
cell-of-which-undivided = – of which divided on no activities
cell-on-track = On track
cell-no-amount = No amount of its own
cell-unspent-money = Unallocated left
cell-forwarded = Sent on
cell-sent-on = Sent on
cell-parts-together = Parts not told apart
cell-no-part = Belongs to no part
cell-rounding-line = Rounding
cell-received-money = Received
cell-received-gross = of which before sending on
cell-of-which-sent-on = of which sent on
cell-not-accounted-for = Received but not accounted for
cell-rounding-plain = Each row by itself; the difference is a row of its own
cell-rounding-largest-remainder = Spread over the rows so that they foot; adjusted rows are marked
cell-measure-received = Received according to the ledger
cell-measure-allocated = Distributed according to the decision
cell-measure-spend = Spent according to the ledger
cell-common-share = Common share
cell-other-share = Another share
cell-proven = Proven against the ledger system
cell-not-proven = Not proven: no control given
cell-month = Month
cell-tertial = Tertial
cell-half-year = Half-year
cell-year = Year

## Cells: why a row is rejected

cell-unreadable-amount = Unreadable amount
cell-parts-of-ore = Parts of an öre
cell-amount-too-large = Amount too large
cell-blank-amount = No amount
cell-unreadable-date = Unreadable date
cell-unreadable-period = Unreadable period
cell-unreadable-year = Unreadable year
cell-error-cell = Error value in the cell
cell-formula-without-value = Formula without a value
cell-ambiguous-amount = Amount with two readings
cell-amount-other-decimal = Amount with another decimal sign
cell-amount-other-unit = Amount with another unit
cell-debit-and-credit = Both debit and credit
cell-blank-side = No debit or credit
cell-unknown-side = Neither debit nor credit
cell-negative-beside-side = Minus beside debit or credit
cell-blank-date = No date
cell-blank-cell = No value
cell-unreadable-code = Unreadable code
cell-nothing-to-fill-from = No value above
cell-spoilt-code = Spoilt code
cell-total-or-posting = Total or posting
cell-short-row = Row too short
cell-extra-cells = More fields than the header

## Cells: boundaries between the stages

cell-read-normalise = Read to normalise
cell-normalise-map = Normalise to map
cell-map-fold = Map to balances
cell-map-facts = Map to facts
cell-fold-reconcile = Balances to reconcile
cell-reconcile-summarise = Reconcile to tables
cell-summarise-publish = Tables to output files

## Cells: what pipeline files consist of

cell-agreement = Agreement
cell-area = Area
cell-activity = Activity
cell-condition = Condition
cell-report = Report
cell-layout = Layout
cell-part = Code part
cell-group = Account group
cell-prefix = Account prefix
cell-object = Object
cell-column = Column
cell-check = Check
cell-reference = Registration number
cell-granted = Part of the grant
cell-table = Table
cell-row = Row

## Cells: limits on input

cell-rows = Rows
cell-columns = Columns
cell-field = Longest field, bytes
cell-file-size = Size of the file, MB
cell-inflated-size = Unpacked size, MB
cell-inflate-ratio = Unpacked size to packed, times
cell-zip-entries = Files in a zip
cell-sheet-cells = Cells of a sheet
cell-row-bytes = Length of the row, bytes
cell-xml-depth = XML elements within each other

## Columns

column-overenskommelse-id = Agreement id
column-kontogrupp-id = Account group
column-omrade-id = Area id
column-del = Part
column-ovrigt = Other accounts
column-ombokas = Rebook
column-lasta-rader = Rows read
column-ej-bokforingsrader = Not postings
column-avvisade-rader = Rejected rows
column-avrundade-rader = Rounded rows
column-bortavrundat = Rounded away
column-antal-avvikelser = Findings
column-omrade = Area
column-aktivitet = Activity
column-aktivitet-id = Activity id
column-tilldelat = Granted
column-beslutat = Decided
column-utfall-period = Spent in the period
column-utfall = Spent, accumulated
column-kvar = Remaining
column-andel = Share spent
column-andel-av-aret = Share of the year
column-prognos-helar = Full-year forecast
column-bedomning = Verdict
column-ansvarig = Responsible
column-avsnitt = Section
column-typ = Kind
column-period = Period
column-jan = Jan
column-feb = Feb
column-mar = Mar
column-apr = Apr
column-maj = May
column-jun = Jun
column-jul = Jul
column-aug = Aug
column-sep = Sep
column-okt = Oct
column-nov = Nov
column-dec = Dec
column-bokslut = Closing
column-ansvar = Cost centre
column-kontogrupp = Account group
column-rader = Rows
column-debet = Debit
column-kredit = Credit
column-netto = Net
column-belopp = Amount
column-orsak = Reason
column-kod = Code
column-allvar = Severity
column-plats = Place
column-beskrivning = Description
column-atgard = What to do
column-fil = File
column-blad = Sheet
column-rad = Row
column-serie = Series
column-vernr = Voucher
column-verrad = Voucher row
column-bokforingsdatum = Booking date
column-registreringsdatum = Registration date
column-kodstrang = Code string
column-regel = Rule
column-objekt = Object
column-forslag = Suggestion
column-beslutat-omrade = Ruled area
column-beslutad-aktivitet = Ruled activity
column-motivering = Reason for the ruling
column-beslutad-av = Ruled by
column-beslutsdatum = Date of the ruling
column-steg = Stage
column-villkor = Condition
column-text = Text
column-bevakas-av = Watched by
column-rapport = Report
column-mottagare = Recipient
column-forfaller = Due
column-dagar-kvar = Days left
column-kolumn = Column
column-rubrik = Header
column-varde = Value
column-status = Status
column-overenskommelse = Agreement
column-differens = Difference
column-uppgift = Control
column-vidareformedlat = Sent on
column-bokfort = Booked
column-anmarkning = Remark
column-nationell-ram = National frame
column-andel-av-ramen = Share of the frame, %
column-nyckel = Key
column-inlamnad = Filed
column-enligt-overenskommelsen = According to the agreement
column-justering = Adjustment
column-redovisat = Shown
column-berattelse = Narrative
column-disponibelt = Disposable
column-ej-redovisat = Not accounted for
column-diarienummer = Registration number
column-rad-id = Row id

## Tables

table-sammanstallning = The areas in brief
table-aktiviteter = Areas and activities
table-aktivitet-manad = Spend per activity and month
table-aktivitet-ansvar = Spend per activity and cost centre
table-aktivitet-kontogrupp = Spend per activity and account group
table-underlag = Voucher rows counted
table-avsatt = Set aside for decision
table-utanfor = Out of scope
table-avvikelser = Findings
table-kontrollsummor-filer = Extracts
table-kontrollsummor = Control totals
table-villkor = Conditions of the decision
table-rapporter = Reports to hand in
table-avvisade = Rejected rows
table-tilldelning = Granted money and decided amounts
table-nycklar = Shares of national frames
table-berattelser = Narratives
table-rapport = Report table

## Sheets

sheet-sammanstallning = Summary
sheet-underlag = Voucher rows
sheet-avsatt = Set aside
sheet-avvikelser = Findings
sheet-kontrollsummor = Control totals
sheet-villkor = Conditions
sheet-berattelser = Narratives

## Lines at the top of the sheets

line-avsatta-rader = Set aside, rows
line-avsatt-belopp = Set aside, amount
line-avvisade-rader = Rejected rows
line-beslut = Decision
line-beslutad-av = Decided by
line-beslutsdatum = Decided on
line-diarienummer = Registration number
line-ansvarig = Responsible for the whole
line-no-rows = No rows
line-region = Region
line-uppdrag = Assignment
line-genom = Through
line-per-datum = As of
line-andel-av-aret = Share of the year
line-underlag-till = Use
line-fullstandighet = Completeness
line-tak = Most rows on this sheet
line-fler-avvisade = Rejected rows not shown
line-fler-avvikelser = Findings not shown
line-alla-rader = All of them are in
line-rapport = Report
line-mottagare = Recipient
line-enhet = Unit
line-avrundning = Rounding
line-avser = Figures
line-anmarkning = Remark

## Lines of the report

line-tillagg = Supplements
line-avsnitt = Section
line-ansvarig-for-omradet = Responsible
line-objekt = Cost objects
line-berakning = How it was worked out
line-tilldelat = Granted
line-beslutat = Decided
line-utfall = Spent
line-vidareformedlat = Sent on
line-kvar = Left
line-kvar-inte-uppdelat = – of which not divided
line-andel = Share spent
line-bedomning = Assessment
line-fel = Errors
line-varningar = Warnings
line-upplysningar = Info
cell-kr = kr

## Headings of the report

heading-innehall = Contents
heading-sammanfattning = Summary
heading-villkor = Conditions
heading-redovisningar = Reports to hand in
heading-kontrollsummor = Control totals
heading-avvikelser = Findings
heading-fel = Errors
heading-varningar = Warnings
heading-upplysningar = Info
heading-om-underlaget = How this was made

## Remarks of the report

note-belopp-i-kronor = Amounts in kronor.
note-utfall = Spend is the net, accumulated from January, of the ledger rows whose account is in an account group that counts as spend. Income, investments, balance-sheet accounts and money that is sent on do not count.
note-kvar = Left is the decided amount, or the granted one where nothing is decided, less spend and what was sent on. Money that is left is not necessarily free: it may be planned for the rest of the year.
note-bedomning = The assessment compares what is used with the same amount and with how much of the year has gone. “Forecast over” and “Behind” are straight lines, no forecast of the units. “Not divided” is slow use of money that is divided on no activities: what is left of it says nothing of the pace.
note-avsatt = Rows that the rules do not decide are set aside. They count in no area until a person has decided, and no row is spread.
note-berattelse = Running text under an agreement or an area is written by a person. Amounts in it are compared with the tables; those that differ stand among the findings.
note-filer = Behind every figure are its voucher rows, on the workbook's sheet of voucher rows. Extracts, pipeline files and results are in manifest.json in the same folder, with SHA-256.

## Problems: pipeline files

problem-toml-syntax =
    The file is not valid TOML{ $detail-key ->
        [blank] .
       *[other] : { $detail }
    }
problem-toml-syntax-hint = Correct the place shown. Text stands in quotes, lists in square brackets, and amounts are whole numbers.
problem-unknown-key = There is no key “{ $key }” here.
problem-unknown-key-hint =
    { $nearest-key ->
        [blank] Possible here: { $expected }.
       *[other] Did you mean “{ $nearest }”? Possible here: { $expected }.
    }
problem-wrong-type =
    { $key-key ->
        [blank] The value
       *[other] “{ $key }”
    } must be { $expected-key ->
        [a-string] text
        [string] text
        [i64] a whole number
        [integer] a whole number
        [a-boolean] true or false
        [boolean] true or false
        [a-toml-datetime] a date
        [datetime] a date
        [a-sequence] a list
        [array] a list
        [a-map] a table
        [table] a table
       *[other] { $expected }
    }{ $found-key ->
        [blank] .
       *[other] , but here stands { $found }
    }
problem-wrong-type-hint = Write text in quotes, lists in square brackets, dates as 2022-05-04 and amounts as whole kronor without decimals.
problem-missing-key = “{ $key }” is missing in “{ $table }”.
problem-missing-key-hint = Add { $key }. docs/PIPELINE.md shows where and how.
problem-missing-table = The file has no section { $table }.
problem-missing-table-hint = Add the line { $table } and the keys under it. docs/PIPELINE.md says which.
problem-pooled-amount = A pooled activity has no amount of its own.
problem-pooled-amount-hint = Remove amount, or say kind = "fixed" if the activity has an amount of its own.
problem-bad-value = “{ $value }” is no valid value for “{ $key }”.
problem-bad-value-hint = Valid is for example: { $expected }.
problem-keys-exclude = “{ $first }” and “{ $second }” cannot stand in one layout.
problem-keys-exclude-hint = Keep the one that the extract follows and take the other out.
problem-float-refused = { $value } is a decimal number. Amounts in pipeline files are whole kronor.
problem-float-refused-hint = Write the amount as a whole number of kronor, for instance 5_053_000.
problem-duplicate-id = { $kind } “{ $id }” is given twice.
problem-duplicate-id-hint = Change or remove one of them.
problem-title-twice = Two agreements for { $year } have the title “{ $title }”.
problem-title-twice-hint = Give them titles that can be told apart in the tables, or state the right year.
problem-ambiguous-area = Several agreements have an area “{ $id }”.
problem-ambiguous-area-hint = Write one of: { $choices }.
problem-unknown-id = { $kind } “{ $id }” does not exist.
problem-unknown-id-hint =
    { $nearest-key ->
        [blank] Check the spelling, or add what is missing.
       *[other] Did you mean “{ $nearest }”?
    }
problem-rules-overlap = The rules “{ $first }” and “{ $second }” both take the code string { $example }, and neither is a strict part of the other.
problem-rules-overlap-hint = Add a condition to one of them, so that they no longer take the same code string. Their order in the file has no meaning.
problem-parts-overlap = The parts “{ $first }” and “{ $second }” both take income on the code string { $example }.
problem-parts-overlap-hint = Give the parts codes that tell them apart, so that each income belongs to one part.
problem-grant-negative = The grant's parts are SEK { $sum } together, less than nothing.
problem-grant-negative-hint = Correct the negative part, or add the part that is missing.
problem-forwarded-over-grant = SEK { $forwarded } is to be sent on, but the grant is only SEK { $granted }.
problem-forwarded-over-grant-hint = Correct the amount that is sent on or the grant's parts.
problem-rule-never-matches = The rule “{ $rule }” can never take a code string: one of its conditions holds no code.
problem-rule-never-matches-hint = Remove the rule or correct its conditions.
problem-rule-covered = The rule “{ $rule }” never gets a row: “{ $by }” takes all that it would have taken.
problem-rule-covered-hint = Remove the rule or correct the conditions of one of them.
problem-example-failed = The example { $codes } should land on “{ $expected }” but lands on “{ $found }”.
problem-example-failed-hint = Correct the example or the rules, so that they say the same.
problem-too-many-keys = There are more than { $limit } combinations of codes. The code part “{ $part }” has the most values.
problem-too-many-keys-hint = Raise keys under limits in the job if there is memory enough, or make conditions on fewer code parts.
problem-same-file-twice = “{ $path }” and “{ $other }” are the same file. Its rows would count twice.
problem-same-file-twice-hint = Take one of them out of the job.
problem-same-sheet-twice =
    { $rows-n ->
        [one] The sheet’s only row is the same
       *[other] The sheet’s { $rows } rows are the same
    } as on the sheet “{ $other }” and would count twice.
problem-same-sheet-twice-hint = Name in the layout which of the sheets to read (sheets), or remove the other.
problem-not-utf8 = The file “{ $path }” is not saved as UTF-8.
problem-not-utf8-hint = Open the file in a text editor and save it with the encoding UTF-8.
problem-bad-ruling-table = The table of rulings cannot be read: { $detail }
problem-bad-ruling-table-hint = Start from the sheet of rows set aside in the output, or from tabeller/avsatt.csv, and leave its header row as it is.
problem-ruling-date = The date of decision “{ $value }” is no date.
problem-ruling-date-hint = Write the date as 2022-09-01.
problem-ruling-incomplete = The ruling is not filled in completely.
problem-ruling-incomplete-hint = Give area, reason, who ruled and the date. Leave all decision columns empty if the row is to wait.

## Problems: the call

problem-bad-period-argument = “{ $value }” is no period to report through.
problem-bad-period-argument-hint = Write a month (2022-08), a tertial (2022-T2) or a whole year (2022).
problem-year-not-the-jobs = “{ $value }” is not in the job's year, { $year }.
problem-year-not-the-jobs-hint = Give a period of { $year }, or use that year's job file.
problem-usage-no-value = { $argument } needs a value.
problem-usage-no-value-hint = tertial --help shows what can stand there.
problem-usage-twice = { $argument } is given twice.
problem-usage-twice-hint = Remove one of them.
problem-usage-one-job = “{ $argument }” is one argument too many. A run takes one job file.
problem-usage-one-job-hint = Run once for each job.
problem-usage-one-file = { $argument } takes one file, and { $files } are named.
problem-usage-one-file-hint = Run once for each file.
problem-usage-not-together = { $argument } and { $other } cannot stand together.
problem-usage-not-together-hint = Remove one of them.
problem-usage-unknown-argument = There is no option “{ $argument }”.
problem-usage-unknown-argument-hint =
    { $nearest-key ->
        [blank] tertial --help shows all options.
       *[other] Did you mean “{ $nearest }”? tertial --help shows all options.
    }
problem-usage-missing-argument = { $argument } is missing.
problem-usage-missing-argument-hint = tertial --help shows how the command is written.
problem-usage-bad-value = “{ $value }” cannot be used for { $argument }.
problem-usage-bad-value-hint = Possible: { $expected }.
problem-usage-unknown-command = There is no command “{ $command }”.
problem-usage-unknown-command-hint =
    { $nearest-key ->
        [blank] tertial --help shows all commands.
       *[other] Did you mean “{ $nearest }”? tertial --help shows all commands.
    }

## Problems: input

problem-file-not-found = There is no file “{ $path }”.
problem-file-not-found-hint = Check the name and the folder. Paths in a pipeline file count from the file's own folder.
problem-folder-not-found = There is no folder “{ $path }”.
problem-folder-not-found-hint = Check the name. Paths in a pipeline file start from the file's own folder.
problem-not-a-folder = “{ $path }” is a file, but a folder is wanted here.
problem-not-a-folder-hint = Name the folder that the file lies in.
problem-unreadable-folder = The folder “{ $path }” cannot be read: { $detail }
problem-unreadable-folder-hint = Check that you may read it.
problem-unreadable-file = The file “{ $path }” cannot be read: { $detail }
problem-unreadable-file-hint = Check that you may read it and that it is not open in another program.
problem-not-a-workbook = “{ $path }” is no workbook that can be read: { $detail }
problem-not-a-workbook-hint = Open the file in Excel and save it as .xlsx. If it is really a text file, give it the ending .csv.
problem-password-protected = The workbook “{ $path }” is protected by a password.
problem-password-protected-hint = Save a copy without the password and name that instead.
problem-no-sheets = “{ $path }” is no workbook, so it has no sheet “{ $sheet }”.
problem-no-sheets-hint = Leave --sheet out.
problem-wrong-sheet = There is no sheet “{ $sheet }” in the workbook. It has: { $sheets }.
problem-wrong-sheet-hint = Give the right sheet name in the layout (sheets), or rename the sheet.
problem-no-header = No header row was found. Fields looked for: { $fields }.
problem-no-header-hint = Check that the file is the right extract and that the layout has the headers that the extract uses.
problem-missing-column = The column for “{ $field }” is missing. Its header can be: { $expected }.
problem-missing-column-hint =
    { $nearest-key ->
        [blank] Take the extract with the column, or add its header to the layout.
       *[other] The nearest header is “{ $nearest }”. If it is the same thing, add it to the layout; otherwise take the extract with the column.
    }
problem-ambiguous-column = Several columns can be the same field: { $headers }.
problem-ambiguous-column-hint = Remove or rename one of them in the extract, or let the layout name only the header that counts.
problem-not-decodable = The text cannot be read as { $encoding }, byte { $byte }: { $detail }
problem-not-decodable-hint =
    { $likely-key ->
        [blank] Give the extract's encoding in the layout (encoding), usually windows-1252 or utf-8.
        [damaged] The rest is in { $encoding }: the byte is damaged, or the file is cut off within a letter. Take the extract anew. In another encoding every other å, ä and ö would be read wrong.
       *[other] The file seems to be in { $likely }. If so, give that encoding in the layout (encoding).
    }
problem-encoding-differs = The layout gives the encoding { $encoding }, but the file is in { $looks }.
problem-encoding-differs-hint = Give the file's encoding in the layout (encoding), or take the extract in the one that the layout gives.
problem-separator-differs = The file's first line gives the separator “{ $stated }”, but the layout gives “{ $separator }”.
problem-separator-differs-hint = Give the file's separator in the layout (separator).
problem-lock-file = “{ $path }” is a lock file that a spreadsheet program puts beside an open workbook, not the workbook itself.
problem-lock-file-hint = Name the workbook without the signs before its name, and close it in the spreadsheet program.
problem-is-a-folder = “{ $path }” is a folder.
problem-is-a-folder-hint = Name the files of the folder one by one in the job.
problem-not-a-file = “{ $path }” is no file but a pipe or a device.
problem-not-a-file-hint = Save the extract as a file and name that in the job.
problem-foot-not-a-file = “{ $path }” is no file but a pipe or a device.
problem-foot-not-a-file-hint = Save the table as a file and name that.
problem-foot-too-large = The file “{ $path }” is too large to re-add: the limit is { $most } MB.
problem-foot-too-large-hint = Save only the tables to re-add in a file of their own.
problem-empty-file = The file “{ $path }” is empty.
problem-empty-file-hint = Take the extract again. Check that it was finished before the file was copied.
problem-file-changed = The file “{ $path }” changed while it was read.
problem-file-changed-hint = Wait until the extract is finished and nobody has the file open, and run again.
problem-broken-file = “{ $path }” is damaged or cut off: { $detail }
problem-broken-file-hint = Take or copy the file again. If Excel can open it, save it there as a new .xlsx.
problem-other-kind = “{ $path }” is no extract but { $detail }.
problem-other-kind-hint = If it is a table that Excel can open, save it as .xlsx. Otherwise take the extract again.
problem-not-rows = “{ $path }” is { $detail }, not a table of rows and columns.
problem-not-rows-hint = Take the extract as CSV or Excel from the ledger system. If that cannot be done, open the file in Excel (Data, Get Data), see that each posting becomes a row, and save it as .xlsx.
problem-fixed-width = “{ $path }” has columns of fixed width, without a separator between the fields.
problem-fixed-width-hint = Take the extract as CSV or Excel from the ledger system. If that cannot be done, open the file in Excel (Data, From Text, Fixed width), say where the columns begin, and save it as .xlsx.
problem-several-files-packed = “{ $path }” should hold one file but has { $files }: { $names }.
problem-several-files-packed-hint = Unpack the file and name each extract by itself in the job.
problem-packed-twice = “{ $path }” holds a packed file in a packed file.
problem-packed-twice-hint = Unpack the outer one and name the inner one in the job.
problem-cells-out-of-order = The sheet's cells are not in order or are there twice: { $cell }.
problem-cells-out-of-order-hint = Open the workbook in Excel and save it again.
problem-read-limit = The file is over a limit of what is read. { $what }: at most { $limit }.
problem-read-limit-hint = Check that the file is the right extract. If it is, raise { $key } under [limits] in the job.
problem-short-row = The row ends before the column “{ $header }”.
problem-short-row-hint = Look the row up in the ledger system. If a line break in a text has broken it, take the extract with quotation marks around texts.
problem-extra-cells = The row has more fields than the header. The first that is over is “{ $value }”.
problem-extra-cells-hint = Most likely a separator stands within a text, so that the row is shifted. Take the extract with quotation marks around texts or with another separator.
problem-too-many-rejected =
    { $rejected-n ->
        [one] { $rejected } row cannot be read
       *[other] { $rejected } rows cannot be read
    }, more than the job's limit of { $limit }.
problem-too-many-rejected-hint = Often it is the layout: decimal sign, form of periods or form of dates. If the rows are known and few, raise the limit in the job (rejected-rows).
problem-rejected-alike =
    { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    } in all: { $reason } in the column “{ $header }”. The first stands here.
problem-rejected-alike-hint = The same fault in many rows is most often the layout's. To see each of them, raise the job's limit (rejected-rows) and read the table avvisade.
problem-unreadable-amount = “{ $value }” is no amount in the layout's form.
problem-unreadable-amount-hint = Check the decimal sign and the thousands separator in the layout. If it is a totals row or text, add its marking to the layout (totals).
problem-parts-of-ore = The amount { $value } has parts of an öre.
problem-parts-of-ore-hint = Take the amount with two decimals. It is rounded only where the layout says so (rounding).
problem-ambiguous-amount = “{ $value }” can be read as { $own } or { $other }.
problem-ambiguous-amount-hint = Say in the layout what is the decimal sign (decimal) and what parts thousands (thousands), or take the amounts with two decimals.
problem-amount-other-decimal = “{ $value }” is no amount with the layout's decimal sign. With the other it is { $other }.
problem-amount-other-decimal-hint = Check the decimal sign in the layout (decimal). If only single rows are like this, correct them in the source.
problem-amount-other-unit = “{ $value }” has a unit that is not the layout's.
problem-amount-other-unit-hint = Say the amounts' unit in the layout (unit): kr, tkr or mnkr. It is then the same for all rows.
problem-debit-and-credit = The row has an amount in both debit and credit: here stands “{ $value }”.
problem-debit-and-credit-hint = A posting has one of them. Look the row up in the ledger system. If it is a total, put its label into the layout (totals).
problem-blank-side = The cell that says debit or credit is blank. Expected is { $expected }.
problem-blank-side-hint = Without it the amount has no sign. Look the row up in the ledger system. If it is a total, put its label into the layout (totals).
problem-unknown-side = “{ $value }” says neither debit nor credit. Expected is { $expected }.
problem-unknown-side-hint = Give the extract's words in the layout (debit-words, credit-words).
problem-negative-beside-side = The amount { $value } has a minus, though the column beside it says debit or credit.
problem-negative-beside-side-hint = If it is a correction that lowers that side, say so in the layout (negative-sides = true). If all amounts have their signs already, take side out of the layout.
problem-blank-date = The date is blank, and the period is taken from it.
problem-blank-date-hint = Take the extract with a booking date on each row, or with a column for the period.
problem-blank-cell = The cell in the column “{ $header }” is blank. The layout says that it never is.
problem-blank-cell-hint = Look the row up in the ledger system. If the value may be missing, take the column out of never-blank in the layout.
problem-unreadable-code = “{ $value }” does not start with a code.
problem-unreadable-code-hint = The layout says that the column has code and name (code-and-name). Take the extract with the code first in the cell.
problem-spoilt-code = “{ $value }” is what a spreadsheet has made of a code. Nobody can tell what the code was.
problem-spoilt-code-hint = Look the row up in the ledger system, or take the extract anew and read it directly. If it must be opened in Excel, format the column as text first.
problem-nothing-to-fill-from = The cell in the column “{ $header }” is blank, and there is no value above it to take.
problem-nothing-to-fill-from-hint = Values are not filled over a total row or a header. Take the extract with the code on each row, or take the column out of fill-down in the layout.
problem-total-or-posting = “{ $value }” marks a total, but the row may also be a posting without a voucher, and it is not the sum of the rows above.
problem-total-or-posting-hint = If it is a total, see which rows the extract lacks. If it is a posting, take the word out of totals in the layout, or name a column that only postings have (voucher or row).
problem-decimal-contradicted =
    The amounts do not fit the layout, whose decimal sign is “{ $decimal }”: { $for } show it, { $against } speak against it. The first is “{ $value }”. { $own-key ->
        [blank] With the layout's decimal sign it is no amount; with the other it is { $other }.
       *[other] It can be read as { $own } or { $other }.
    }
problem-decimal-contradicted-hint = Say the extract's decimal sign (decimal) and thousands signs (thousands) in the layout. If both kinds are in one job, make a layout for each.
problem-amount-too-large = The amount { $value } is too large to count exactly.
problem-amount-too-large-hint = Check the decimal sign in the layout, and whether the value really is an amount.
problem-unreadable-date = “{ $value }” is no date in the form { $expected }.
problem-unreadable-date-hint = Give the extract's form of dates in the layout (dates). A value that means no date goes under no-date.
problem-unreadable-period = “{ $value }” is no period in the form { $expected }.
problem-unreadable-period-hint = Give the extract's form of periods in the layout (periods).
problem-unreadable-year = “{ $value }” is no year of four digits.
problem-unreadable-year-hint = The layout takes the year from a column of its own (year). If it is no ledger row, add its marking to the layout (totals).
problem-blank-amount = The amount is blank. Blank is not zero.
problem-blank-amount-hint = Look the row up in the ledger system. If it is no ledger row, add its marking to the layout (totals).
problem-error-cell = The cell holds the error value { $value }.
problem-error-cell-hint = Correct the source (a formula in the workbook, two objects of one dimension on a SIE row), or take the extract again from the ledger system.
problem-formula-without-value = The cell has a formula but no calculated value.
problem-formula-without-value-hint = Open the workbook in Excel, let it recalculate and save it again.
problem-open-quote =
    The quotation mark that opens here { $line-key ->
        [blank] { $bytes-key ->
            [blank] is never closed: the file ends within the field.
           *[other] is not closed { $bytes } bytes further on.
        }
       *[other] is closed only on line { $line }. The lines up to there would become one and be lost.
    }
problem-open-quote-hint = If the mark belongs to the text, remove it at the source or have the ledger system double quotation marks within text. If the text is meant to have line breaks and as many separators as a row, remove the line breaks at the source. If the file ends in the middle of a line it is cut off. Then take the extract again.
problem-sie-open-quote = A quotation mark opens here but is not closed on the line, so there is no knowing where the field ends.
problem-sie-open-quote-hint = Correct the line at the source: a quotation mark within a text must have a backslash before it. Then take the file again.
problem-sie-object-list = The object list is not whole: it must be pairs of dimension and object between braces on one line.
problem-sie-object-list-hint = Between the braces stands for instance 1 "0101" 6 "P01". Correct the line at the source and take the file again.
problem-sie-voucher-open = The voucher that starts here is never closed with a brace. The file is cut off or damaged.
problem-sie-voucher-open-hint = Take the file again, and see that it is whole when it has been copied.
problem-sie-outside-voucher = The line belongs to a voucher, but stands in none.
problem-sie-outside-voucher-hint = Before the rows stand #VER and a brace on a line of its own. Take the file again.
problem-sie-several-breakdowns = The period balances are broken down in several ways that overlap, by dimension { $dimensions }. To count them all would be to count twice.
problem-sie-several-breakdowns-hint = Say in the layout which breakdown counts: balances-by = ["20"] under [sie].
problem-xml-doctype = The file defines names of its own (DOCTYPE or entities), and such are not read: { $detail }
problem-xml-doctype-hint = Take the file again from the ledger system. A SIE 5 file has none.
problem-xml-broken = The file is no whole XML file: { $detail }
problem-xml-broken-hint = Take the file again, and see that it is whole when it has been copied.
problem-limit-exceeded = The file is over the limit of what is read. { $what }: at most { $limit }.
problem-limit-exceeded-hint = Check that the file is the right extract. Otherwise split it into several files, one per half-year for instance.
problem-amount-overflow = A sum of amounts becomes too large here to count exactly.
problem-amount-overflow-hint = Check the decimal sign in the layout and look for unreasonable amounts in the extract.
problem-inspect-not-text = The file is neither workbook nor text in an encoding that is known.
problem-inspect-not-text-hint = Take the extract again from the ledger system, as a workbook or as text.
problem-foot-no-file = The file does not exist.
problem-foot-no-file-hint = Check the name and the folder.
problem-foot-directory = This is a folder, not a file.
problem-foot-directory-hint = Name the files in the folder, for example { $path }/*.xlsx.
problem-foot-empty = The file is empty.
problem-foot-empty-hint = Save the document anew and name that file.
problem-foot-not-text = The file is neither workbook nor text: the sign { $sign } stands here.
problem-foot-not-text-hint = Save the document as .xlsx, .csv, or text with tabs between cells. From a PDF or a Word document the table can be pasted into Excel.
problem-foot-no-table =
    No table was found. { $rows-n ->
        [0] { $lines-n ->
            [one] The file’s only line has no more than one cell.
           *[other] None of the file’s { $lines } lines has more than one cell.
        }
        [one] { $lines-n ->
            [one] The file’s only line has several cells, but no amount.
           *[other] Of the file’s { $lines } lines, { $rows } has several cells, but no amount.
        }
       *[other] Of the file’s { $lines } lines, { $rows } have several cells, but no amount.
    }
problem-foot-no-table-hint = A table needs at least two columns: cells of a workbook, or text with tabs (in csv semicolons, commas, tabs or bars) between cells. Check that the tabs were kept when the text was saved.
problem-foot-no-total =
    No total was found in the file’s { $tables-n ->
        [one] table
       *[other] { $tables } tables; the first stands here
    }.
problem-foot-no-total-hint = A total row begins or ends with one of the words { $words }. Mark the total row so, or name a file that has one. “Result” is a total only where it is the sum of the rows above.

## Problems: output

problem-output-not-writable = Cannot write to “{ $path }”: { $detail }
problem-output-not-writable-hint = Check permissions and free space, close the output if it is open in Excel, or give another folder with --out. The output of an earlier run is untouched.
problem-stdout-not-written = The answer could not be written to stdout: { $detail }
problem-stdout-not-written-hint = See that there is room where stdout goes, and run again. Files that the command has written already stand.
problem-output-exists = “{ $path }” is there already, and is not overwritten.
problem-output-exists-hint = Give another name, or --force.
problem-output-not-swapped = The result could not be put in its place in { $path }: { $detail }. The former run's result stands.
problem-output-not-swapped-hint = Close files of that folder that are open in Excel or elsewhere, and run again.
problem-output-name-unfit = "{ $name }" cannot be used as a file or folder name.
problem-output-name-unfit-hint = Use letters, digits and hyphens in ids.
problem-output-not-written = The file { $file } could not be written: { $detail }.
problem-output-not-written-hint = See that the disk has room and that the folder can be written to, and run again. The output of an earlier run is untouched.
problem-output-amount-not-exact = The amount { $amount } SEK in { $file }, column { $column }, is too large to stand exactly in an Excel cell.
problem-output-amount-not-exact-hint = Nothing is published. Amounts this large are nearly always misread: check the decimal sign and the unit in the layout, and the amount in the source. If it is right, divide the job so that the sum is smaller.
problem-output-amount-too-large = The amount { $amount } SEK in { $file }, column { $column }, has more digits than a Parquet file of tertial holds (at most 16 before the decimal sign).
problem-output-amount-too-large-hint = Nothing is published. Amounts this large are nearly always misread: check the decimal sign and the unit in the layout, and the amount in the source. If it is right, divide the job so that the sum is smaller.
problem-output-sheet-too-long = A sheet of { $file } does not fit in Excel: { $sheet } would have { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }.
problem-output-sheet-too-long-hint = Lower voucher-rows-in-workbook under limits in the job.
problem-output-locked = Another run is writing to “{ $path }”.
problem-output-locked-hint = Wait until it is done, or give another folder with --out.
problem-broken-invariant = The control totals differ between two stages ({ $boundary }): handed over { $handed }, received { $received }. Nothing is published.
problem-broken-invariant-hint = The fault is in tertial, not in your data. Please report it with the manifest.json of the last good run and the text above. The output of an earlier run is untouched.

## Command line

cli-about = Follow-up of earmarked state grants: from ledger extracts to reconciled tables, exact to the öre
cli-check-about = Checks the job and its files without reading the extracts; says nothing when all is well
cli-foot-about = Re-adds published tables: each total against its addends
cli-inspect-about = Says what a file is and proposes a layout that reads it
cli-run-about = Runs the job and publishes the follow-up
cli-help-about = Shows help
cli-arg-job = The job file, for instance pipelines/region-jh-2022.toml
cli-arg-file = Published table: xlsx, csv, or text with tabs between cells; several will do
cli-arg-through = Report through: a month (2022-08), a tertial (2022-T2) or a year (2022)
cli-arg-out = Folder for the output
cli-arg-as-of = Day that the report is stated as of (YYYY-MM-DD); by default the last day of --through
cli-arg-format = Form of the summary: text or json
cli-arg-foot-format = Form of the output: text or json
cli-arg-inspect-file = Ledger extract: workbook, delimited text or SIE, also packed; several will do
cli-arg-inspect-format = Form of the output: text or json
cli-arg-write = Writes the proposed layout to this file (one FILE)
cli-arg-force = Lets --write overwrite a file
cli-arg-sheet = Only this sheet of a workbook
cli-arg-rows = Writes the table as it was read, as UTF-8 CSV, and nothing else (one FILE)
cli-arg-fail-on = Lowest severity that gives exit code 1: error, warning or never
cli-arg-lang = Language: sv or en
cli-arg-threads = Number of threads; by default one per core
cli-arg-stats = Shows what each stage took, on stderr
cli-arg-verbose = Shows infos too
cli-arg-help = Shows help
cli-arg-version = Shows the version
cli-usage = Usage
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-exit-codes =
    Exit codes:
      0  all well
      1  findings at or over --fail-on
      2  a fault in the call or in a pipeline file
      3  input cannot be read, or is over a limit
      4  the output could not be written
      5  a fault in tertial: control totals differ; nothing published
cli-foot-exit-codes =
    Exit codes:
      0  every total that has addends agrees
      1  at least one total doesn't agree, can't be told or can't be read
      2  wrong call
      3  a file can't be read, or has no total to re-add; the others are told all the same
cli-inspect-exit-codes =
    Exit codes:
      0  told; the layout reads every row
      1  told, with something that a person must decide
      2  wrong call
      3  a file can't be read; the others are told all the same
      4  the layout could not be written

## Summary after a run

summary-title = { $job }, through { $through }, as of { $as-of }
summary-controls = Control totals
summary-findings =
    Findings: { $errors-n ->
        [one] { $errors } error
       *[other] { $errors } errors
    }, { $warnings-n ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }, { $infos-n ->
        [one] { $infos } info
       *[other] { $infos } infos
    }
summary-kept = The former folder had been changed by hand and is kept in { $path }
summary-more = … and { $more } more of { $code }; all of them are in tabeller/avvikelser.csv.
trouble-more = … and { $more } more of { $code }; --format json has them all.
summary-files = The output is in { $path }
summary-set-aside =
    Set aside for decision: { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }, SEK { $sum }
summary-rejected =
    Rejected: { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }
error-label = error
warning-label = warning
info-label = info
hint-label = help
progress-reading =
    Reading { $file }: { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }, { $rate } a second{ $known ->
        [yes] , about { $left } s left
       *[no] {""}
    }
progress-publishing = Writing the output
stats-stage = Stage
stats-time = Seconds
stats-rows = Rows
stats-bytes = MB
stats-rate = MB/s
stats-read = read
stats-normalise = normalise
stats-map = map
stats-fold = fold to balances
stats-facts = write facts
stats-reconcile = reconcile
stats-summarise = set up tables
stats-publish = publish
stats-whole = { $seconds } s from start to end. The stages' seconds are work on all threads.

## Tables re-added

foot-title =
    { $title-key ->
        [blank] Table without a heading
       *[other] { $title }
    }
foot-lines = row { $first }–{ $last }
foot-not-added = Not added (shares, means and the like): { $columns }
foot-without-total = Table without a total row, nothing to re-add: { $places }
foot-unread-total-text = { $place }  The total’s cell holds “{ $value }”, not a single amount, and was not re-added.
foot-unread-total-text-hint = Write the total as a single amount.
foot-unread-total-error = { $place }  The total’s cell holds the error “{ $value }” and was not re-added.
foot-unread-total-error-hint = Open the workbook in Excel, mend the formula and save.
foot-unread-total-formula = { $place }  The total’s cell holds a formula without a saved value and was not re-added.
foot-unread-total-formula-hint = Open the workbook in Excel and save it, so that the value is saved.
foot-unread-total-nothing = { $place }  The total row has no amount and was not re-added.
foot-unread-total-nothing-hint = Write the total in the cell. If the row is a heading, write it without the word for a total.
foot-doubt-sign =
    { $place }: “{ $value }” can be read with decimals and with thousands. The column was read with { $taken-key ->
        [thousands] thousands
       *[other] decimals
    }{ $reason-key ->
        [totals] , since the totals agree so.
        [column] , like the table’s other columns
        [unit] , since { $unit } is not written with three decimals
       *[other] , as is usual in Swedish tables
    }{ $why-key ->
        [closes] {""}
        [both] ; the totals agree either way.
       *[other] ; no total agrees either way.
    }
foot-doubt-heading = { $place }: “{ $label }” was read as the heading of a new table, since the row has no amount.
foot-doubt-ordinary = { $place }: “{ $label }” is not the sum of the rows above and was read as an ordinary row.
foot-total =
    { $place }  { $label }{ $level-key ->
        [cell] , the sum within the cell
       *[other] {""}
    }{ $column-key ->
        [blank] {""}
       *[other] {" "}[{ $column }]
    }: { $stated } – { $verdict }
foot-verdict-agrees = agrees
foot-verdict-rounded =
    agrees rounded: the addends are { $sum }{ $base-key ->
        [blank] {""}
       *[other] ; in each row the column is “{ $base }” times one factor, rounded
    }
foot-verdict-across = agrees across: “{ $first }” less “{ $second }”, as in all rows that have the amounts
foot-verdict-differs = DOES NOT AGREE, difference { $difference }: the addends are { $sum }
foot-verdict-unit =
    WRONG UNIT: the addends are { $sum }. The figure is { $power-key ->
        [less] { $factor } times too large
       *[other] { $factor } times too small
    }{ $unit-key ->
        [blank] {""}
       *[other] {" "}and makes sense only as { $unit }
    }{ $remains-key ->
        [nothing] ; read so it agrees
       *[other] ; read so the difference is { $difference }
    }
foot-verdict-incomplete = CANNOT BE TOLD, difference { $difference }: the addends are { $sum }, but rows lack amounts in the column
foot-verdict-no-addends = not re-added: no row has an amount in the column
foot-verdict-currencies = CANNOT BE TOLD: the column mixes currencies ({ $currencies }), which cannot be added
foot-verdict-overflow = TOO LARGE: the addends do not fit in an exact sum
foot-reading-rows =
    { $agrees-key ->
        [agrees] The rows were read as addends, since that agrees.
       *[other] The rows were read as addends, since that is nearest.
    }
foot-reading-subtotals =
    { $agrees-key ->
        [agrees] The subtotals were read as addends, since that agrees.
       *[other] The subtotals were read as addends, since that is nearest.
    }
foot-reading-totals =
    { $agrees-key ->
        [agrees] The totals above were read as addends, since that agrees.
       *[other] The totals above were read as addends, since that is nearest.
    }
foot-reading-all-rows =
    { $agrees-key ->
        [agrees] All rows of the table so far were read as addends, since that agrees.
       *[other] All rows of the table so far were read as addends, since that is nearest.
    }
foot-reading-below =
    { $agrees-key ->
        [agrees] The rows below were read as addends, since that agrees.
       *[other] The rows below were read as addends, since that is nearest.
    }
foot-reading-group =
    { $first-key ->
        [blank] Only the rows with the total’s name were read as addends.
       *[other] Only the rows with the total’s name were read as addends (rows { $first }–{ $last }).
    }
foot-reading-tail = Only the last rows were read as addends (rows { $first }–{ $last }), since that agrees.
foot-otherwise-rows = The rows by themselves are { $sum }.
foot-otherwise-subtotals = The subtotals by themselves are { $sum }.
foot-parted = A cell’s digits were parted into other amounts than they seem at first, since that agrees.
foot-within-rounding =
    The difference lies within the rounding of { $rows-n ->
        [one] { $rows } addend
       *[other] { $rows } addends
    } and the total, at most { $most }.
foot-other-column = The total stands in another column than its addends.
foot-subtotal = {" "}(subtotal)
foot-left-out = {" "}(of-which row, not added)
foot-unread-nothing = {" "}(no amount in the column)
foot-unread-formula = {" "}(a formula without a saved value)
foot-unread-error = {" "}(“{ $value }” is no amount)
foot-unread-text = {" "}(“{ $value }” is no amount)
foot-likely = Each of these closes the difference exactly (suggestions, one at a time):
foot-no-known-cause = No known cause.
foot-arithmetic = Each of these closes it exactly too, but nothing else speaks for it:
foot-more = … and { $more } more; --format json has them all.
foot-slip-missing = { $place }  { $label }: { $seen } is not in the total
foot-slip-twice = { $place }  { $label }: { $seen } is in it twice
foot-slip-counted =
    { $place }  { $label }: { $seen } is in it, though it is { $role-key ->
        [of-which] an of-which row
        [result] the cell’s own sum
       *[other] a subtotal
    }
foot-slip-sign = { $place }  { $label }: { $seen } is in it with the other sign
foot-slip-magnitude = { $place }  { $label }: { $seen } for { $instead } (wrong unit)
foot-slip-digit = { $place }  { $label }: { $seen } for { $instead } (one digit, one step)
foot-slip-neighbours = { $place }  { $label }: { $seen } for { $instead } (two digits side by side transposed)
foot-slip-swapped = { $place }  { $label }: { $seen } for { $instead } (two digits transposed)
foot-slip-far-digit = { $place }  { $label }: { $seen } for { $instead } (one digit, { $steps } steps)
foot-tally =
    { $totals-n ->
        [one] { $totals } total
       *[other] { $totals } totals
    }: { $agree-n ->
        [one] { $agree } agrees
       *[other] { $agree } agree
    }, { $differ-n ->
        [one] { $differ } does not
       *[other] { $differ } do not
    }{ $open-n ->
        [0] {""}
       *[other] , { $open } cannot be told
    }{ $not-re-added-n ->
        [0] {""}
        [one] , { $not-re-added } was not re-added
       *[other] , { $not-re-added } were not re-added
    }

## A file looked at

inspect-label-format = Format
inspect-label-separator = Separator
inspect-label-sheets = Sheets
inspect-label-dimensions = Dimensions
inspect-label-header = Header
inspect-label-columns = Columns
inspect-label-amounts = Amounts
inspect-label-period = Period
inspect-label-rows = Rows
inspect-label-sum = Sum
inspect-label-look = Note
inspect-label-decide = Decide
inspect-label-proposal = Layout
inspect-label-shipped = Shipped
inspect-format-text = text, { $bytes-n ->
        [one] { $bytes } byte
       *[other] { $bytes } bytes
    }{ $packed-key ->
        [blank] {""}
       *[other] , packed ({ $packed })
    }
inspect-format-workbook = workbook .{ $kind-of }, { $bytes-n ->
        [one] { $bytes } byte
       *[other] { $bytes } bytes
    }{ $packed-key ->
        [blank] {""}
       *[other] , packed ({ $packed })
    }
inspect-format-sie =
    SIE{ $stated-key ->
        [blank] {""}
       *[other] {" "}{ $stated }
    }, { $bytes-n ->
        [one] { $bytes } byte
       *[other] { $bytes } bytes
    }, character set { $letters }, { $vouchers-n ->
        [one] { $vouchers } voucher
       *[other] { $vouchers } vouchers
    }{ $packed-key ->
        [blank] {""}
       *[other] , packed ({ $packed })
    }
inspect-encoding-is =
    { $encoding }: { $proof-key ->
        [mark] the file starts with its byte order mark
        [zeros] every other byte is zero
        [whole] { $letters-n ->
            [one] { $letters } letter outside ASCII, whole in UTF-8
           *[other] { $letters } letters outside ASCII, all whole in UTF-8
        }
        [ascii] only ASCII, which all encodings share
        [letters] { $letters-n ->
            [one] { $letters } Swedish letter within a word
           *[other] { $letters } Swedish letters within words
        }
       *[other] letters outside ASCII, but none that shows which encoding; the usual one is taken
    }
inspect-separator-is =
    “{ $separator }”: { $stated-key ->
        [blank] { $fields-n ->
            [one] { $fields } field
           *[other] { $fields } fields
        } on { $lines } of { $all-key ->
            [all] { $of-n ->
                [one] { $of } line
               *[other] { $of } lines
            }
           *[other] the first { $of } lines
        }
       *[other] the first line says so; { $fields-n ->
        [one] { $fields } field
       *[other] { $fields } fields
    } on { $lines } of { $of-n ->
        [one] { $of } line
       *[other] { $of } lines
    }
    }
inspect-no-separator = no sign parts the lines into equally many fields
inspect-sheet =
    { $sheet } ({ $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }{ $read-key ->
        [read] {""}
       *[other] , not read
    })
inspect-dimension =
    Dimension { $number }{ $name-key ->
        [blank] , without a name
       *[other] , “{ $name }”
    }: on { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }.
inspect-header-is =
    row { $row }{ $headers-n ->
        [1] {""}
       *[other] , and { $more } more headers with other columns
    }{ $shape-key ->
        [shape] ; too few headings are known, so the row was found by its shape
       *[other] {""}
    }
inspect-columns-are = { $columns }
inspect-columns-more = … and { $more-n ->
        [one] { $more } more column
       *[other] { $more } more columns
    }; --format json has all.
inspect-no-heading = (no heading)
inspect-cells-blank = { $cells } blank
inspect-column-sum = sum { $sum }
inspect-type-blank = blank
inspect-type-amount = amount
inspect-type-period = period
inspect-type-date = date
inspect-type-whole-number = whole number
inspect-type-code = code
inspect-type-code-and-name = code and name
inspect-type-text = text
inspect-amounts-are =
    { $state-key ->
        [none] none found
        [open] no decimal sign is decided
        [unseen] no amount shows a decimal sign
        [numbers] numbers of the workbook, which need no decimal sign
       *[is] decimal sign “{ $decimal }” (shown by { $cells })
    }{ $thousands-key ->
        [blank] {""}
       *[other] , thousands { $thousands }
    }{ $unit-key ->
        [blank] {""}
       *[other] , unit { $unit }
    }{ $currency-key ->
        [blank] {""}
       *[other] , currency { $currency }
    }
inspect-sign = “{ $sign }” ({ $cells })
inspect-span = { $first-period } to { $last-period }
inspect-rows-are =
    { $rows-n ->
        [one] { $rows } row of the table
       *[other] { $rows } rows of the table
    }{ $rejected-n ->
        [0] {""}
       *[other] , { $rejected } of them unreadable
    }{ $besides-key ->
        [blank] {""}
       *[other] ; besides { $besides }
    }
inspect-rows-blank = { $rows } blank
inspect-rows-repeated =
    { $rows-n ->
        [one] { $rows } repeated header
       *[other] { $rows } repeated headers
    }
inspect-rows-totals =
    { $rows-n ->
        [one] { $rows } total
       *[other] { $rows } totals
    }
inspect-rows-groups =
    { $rows-n ->
        [one] { $rows } group head
       *[other] { $rows } group heads
    }
inspect-rows-text =
    { $rows-n ->
        [one] { $rows } line of text
       *[other] { $rows } lines of text
    }
inspect-rows-seen = some { $rows }; without a layout that reads them all it cannot be said exactly
inspect-sum-is =
    { $sum } (debit { $debit }, credit { $credit }){ $written-key ->
        [blank] {""}
       *[other] ; as written { $written }
    }
inspect-rejects =
    { $rows-n ->
        [one] { $rows } row is unreadable
       *[other] { $rows } rows are unreadable
    } ({ $reason }{ $header-key ->
        [blank] {""}
       *[other] , column { $header }
    }), first { $place }: “{ $value }”
inspect-errors =
    { $cells-n ->
        [one] { $cells } error value or formula without a value
       *[other] { $cells } error values or formulas without a value
    } in the column { $header }{ $value-key ->
        [blank] {""}
       *[other] : “{ $value }”
    }
inspect-no-heading-filled =
    The column { $place } has no heading, but { $cells-n ->
        [one] { $cells } value
       *[other] { $cells } values
    }; a layout cannot name it.
inspect-runs =
    reads every row of the file: { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }, sum { $sum }
inspect-runs-with-rejects =
    reads { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }, sum { $sum }; { $rejected-n ->
        [one] { $rejected } is rejected, so a job must allow it (rejected-rows) or the source be corrected
       *[other] { $rejected } are rejected, so a job must allow them (rejected-rows) or the source be corrected
    }
inspect-runs-empty = finds no row to read
inspect-runs-not = does not run: { $why }
inspect-not-whole = is not whole until a person has decided what stands above
inspect-written = written to { $path }
inspect-write-hint = --write FILE writes it
inspect-fits =
    { $path } fits: { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }, sum { $sum }
inspect-fits-with-rejects =
    { $path } fits, but rejects { $rejected } of { $rows-n ->
        [one] { $rows } row
       *[other] { $rows } rows
    }
inspect-fits-none = none of the { $layouts } shipped layouts reads the file
inspect-layout-head = A layout proposed by tertial inspect for { $file }. Comments say what each line rests on.
inspect-why-only = No known heading. The only column of the type { $type-of }.
inspect-unused-column =
    Not used. { $values-key ->
        [blank] Many values
       *[other] { $values-n ->
            [one] One value
           *[other] { $values } different values
        }
    }{ $samples-key ->
        [blank] .
       *[other] , such as: { $samples }
    }
inspect-decimal-is =
    { $cells-n ->
        [one] { $cells } amount shows the decimal sign “{ $decimal }”.
       *[other] { $cells } amounts show the decimal sign “{ $decimal }”.
    }
inspect-decimal-open = Decide: with a decimal comma the sum is { $with-comma }, with a decimal point { $with-point }.
inspect-decimal-unseen = No amount shows a decimal sign; the usual comma is taken.
inspect-thousands-is =
    { $cells-n ->
        [one] { $cells } amount has “{ $sign }” between thousands.
       *[other] { $cells } amounts have “{ $sign }” between thousands.
    }
inspect-unit-is =
    { $from-key ->
        [heading] The heading says the unit { $unit }.
       *[other] The unit { $unit } stands beside amounts.
    }
inspect-noise-is =
    { $cells-n ->
        [one] { $cells } amount has a binary number’s noise in its last decimals, such as 80.28999999999999.
       *[other] { $cells } amounts have a binary number’s noise in their last decimals, such as 80.28999999999999.
    }
inspect-rounding-is =
    { $cells-n ->
        [one] { $cells } amount has parts of an öre, and is rounded. A run tells what that takes.
       *[other] { $cells } amounts have parts of an öre, and are rounded. A run tells what that takes.
    }
inspect-sign-is = The file has credit as plus: its income is positive and its costs are negative.
inspect-side-is = { $header } says on which side the amount stands.
inspect-side-may-be = Perhaps { $header } says on which side the amount stands. If so it belongs under [columns] as side.
inspect-period-from-booked = No column of periods; the period is the month of the booking date.
inspect-forms-are = Forms, with the number of cells: { $forms }
inspect-no-days-are =
    { $cells-n ->
        [one] { $cells } cell has a date that systems write for no date.
       *[other] { $cells } cells have a date that systems write for no date.
    }
inspect-header-rows-are = The header goes over two rows: the group's heading stands before the column's.
inspect-totals-are =
    { $rows-n ->
        [one] { $rows } row starts with one of these words and is no posting.
       *[other] { $rows } rows start with one of these words and are no postings.
    }
inspect-named-are = The cells have a name behind the code.
inspect-fill-down-is = Often blank, and without a value the row cannot be read: a blank means the same as above.
inspect-fill-down-may-be = Often blank, and never the same twice in a row. If a blank means the same as above, this line fills it.
inspect-never-blank-may-be = Blank in a few rows only. If they are faults, this line rejects them.
inspect-optional-are = Some tables of the file lack these columns.
inspect-breakdowns-are = The file’s period balances are broken down in several ways that overlap. Choose one.
inspect-no-header = No header was found. A layout finds columns by their headings, so the file must have a row of them among its first 200.
inspect-no-amount = No column of amounts was found.
inspect-amount-unknown = Several columns may be the amount, and no heading is known: { $headers }. Name one under amount in the layout.
inspect-amount-or-sides = There is both a column of amounts and debit and credit: { $headers }. The amount is taken; name debit and credit instead if they are the postings’ own.
inspect-several-amounts = “{ $header }” is taken for { $key-of }, but { $headers } may be it too. Choose.
inspect-several-columns = “{ $header }” is taken for { $key-of }; { $headers } is not used.
inspect-heading-twice = The heading “{ $header }” stands over two columns, so a layout cannot tell them apart ({ $key-of }).
inspect-heading-unfit = “{ $header }” would be { $key-of }, but only { $fitting } of { $cells-n ->
        [one] { $cells } cell
       *[other] { $cells } cells
    } would do: “{ $value }”
inspect-period-unread = “{ $header }” would be { $key-of }, but only { $fitting } of { $cells-n ->
        [one] { $cells } cell
       *[other] { $cells } cells
    } can be read as a period in a known form: “{ $value }”. The proposal takes the month of the booking date instead; but the period decides, and periods 00 and 13 have no date. Mend the column, or confirm that the date will do.
inspect-total-words-maybe =
    { $rows-n ->
        [one] { $rows } row starts as a total does ({ $words }) but has account and period as a posting has, that on row { $row }.
       *[other] { $rows } rows start as totals do ({ $words }) but have account and period as postings have, the first on row { $row }.
    } The proposal counts them. If they are totals, put totals = [{ $value }] under [values] in the layout.
inspect-credit-negative =
    { $cells-n ->
        [one] { $cells } amount in { $header } has a minus, nearly all of them. The proposal turns it, so that it adds to debit.
       *[other] { $cells } amounts in { $header } have a minus, nearly all of them. The proposal turns them, so that they add to debit.
    } If the minus is there because they are credit, the sum is wrong: then the column must be mended in the extract.
inspect-date-unknown = Several columns are dates, and no heading is known: { $headers }. Name the booking date under booked in the layout.
inspect-no-period = No column of periods and no booking date was found.
inspect-decimal-ambiguous = “{ $value }” can be read in two ways, and no other amount says which ({ $cells } such). With a decimal comma the sum is { $with-comma }, with a decimal point { $with-point }. Choose in the layout (decimal, thousands).
inspect-decimal-mixed = Some amounts show a decimal comma ({ $comma }) and others a decimal point ({ $point }), the first of the rarer “{ $value }”; { $cells } can be read either way. With a decimal comma the readable sum is { $with-comma }, with a point { $with-point }. The file must be mended or split.
inspect-against-decimal =
    { $cells-n ->
        [one] { $cells } amount is one only with another decimal sign than “{ $decimal }”: “{ $value }”
       *[other] { $cells } amounts are such only with another decimal sign than “{ $decimal }”: “{ $value }”
    }
inspect-rare-thousands =
    { $cells-n ->
        [one] { $cells } amount has “{ $sign }” between thousands, unlike the rest of the file, and is not read: “{ $value }”
       *[other] { $cells } amounts have “{ $sign }” between thousands, unlike the rest of the file, and are not read: “{ $value }”
    }
inspect-rare-form =
    { $cells-n ->
        [one] { $cells } cell of { $header } has the form { $form }, unlike the rest of the file, and is not read: “{ $value }”
       *[other] { $cells } cells of { $header } have the form { $form }, unlike the rest of the file, and are not read: “{ $value }”
    }
inspect-rarely-blank =
    { $cells-n ->
        [one] { $cells } row lacks { $header }, which nearly all have. If that is a fault, never-blank = ["{ $key-of }"] rejects it.
       *[other] { $cells } rows lack { $header }, which nearly all have. If that is a fault, never-blank = ["{ $key-of }"] rejects them.
    }
inspect-units-differ = The amounts of { $header } have several units: { $units }. A layout takes one.
inspect-currencies-differ = Amounts have several currencies or units ({ $currencies }), the first “{ $value }”. A layout takes one.
inspect-currency =
    { $cells-n ->
        [one] { $cells } amount has the sign { $currencies }: “{ $value }”. It is read as it stands, and nothing is converted to kronor.
       *[other] { $cells } amounts have the sign { $currencies }: “{ $value }”. They are read as they stand, and nothing is converted to kronor.
    }
inspect-currency-is =
    { $cells-n ->
        [one] { $cells } amount has the currency { $currencies } beside it. Nothing is converted.
       *[other] { $cells } amounts have the currency { $currencies } beside them. Nothing is converted.
    }
inspect-rounding =
    { $cells-n ->
        [one] { $cells } amount has parts of an öre: “{ $value }”. The layout rounds it to whole öre.
       *[other] { $cells } amounts have parts of an öre: “{ $value }”. The layout rounds them to whole öre.
    }
inspect-day-or-month = No date of { $header } has a day past the twelfth, so “{ $value }” may have the month first. It is read as { $form }.
inspect-month-first = { $cells-n ->
        [one] { $cells } date of { $header } has
       *[other] { $cells } dates of { $header } have
    } the month first (“{ $value }”), which a layout cannot say. Take the extract with dates as 2022-01-31.
inspect-deciding-blank =
    { $cells-n ->
        [one] { $cells } row lacks { $header }, which decides its period. The layout takes the value above it. See that this is right, or remove fill-down.
       *[other] { $cells } rows lack { $header }, which decides their period. The layout takes the value above them. See that this is right, or remove fill-down.
    }
inspect-group-style =
    { $header } is blank in { $cells-n ->
        [one] { $cells } row
       *[other] { $cells } rows
    } and never the same twice in a row, as where a code is written once for the rows below it. The layout reads blanks as blank. If they mean the same as above, add { $key-of } to fill-down.
inspect-year-first-or-last = The dates of { $header } have two digits for the year, and “{ $value }” may have it first or last. It is read as first.
inspect-no-parts = No heading is known as a code part. A job needs at least the account: name its column in the layout, under parts.
inspect-two-encodings =
    { $cells-n ->
        [0] Headings have letters
        [one] { $cells } cell has letters
       *[other] { $cells } cells have letters
    } in UTF-8 that are read as another encoding: “{ $value }”. Part of the file is in another encoding than the rest, or it was converted twice. Take it again.
inspect-guarded =
    { $cells-n ->
        [one] { $cells } code in { $header } is written so that Excel leaves it alone: “{ $value }”. The signs are read as part of the code. Take the extract without them.
       *[other] { $cells } codes in { $header } are written so that Excel leaves them alone: “{ $value }”. The signs are read as part of the codes. Take the extract without them.
    }
inspect-some-names =
    { $cells-n ->
        [one] { $cells } cell of { $header } has a name behind the code: “{ $value }”. The layout reads it as part of the code. If it is a name, add { $key-of } to code-and-name.
       *[other] { $cells } cells of { $header } have a name behind the code: “{ $value }”. The layout reads it as part of the code. If it is a name, add { $key-of } to code-and-name.
    }
inspect-spoilt-vouchers =
    { $cells-n ->
        [one] { $cells } cell
       *[other] { $cells } cells
    } in the column “{ $header }” may have been made over by a spreadsheet, as “{ $value }”. Take the extract anew, or format the column as text first.
inspect-amount-only-compared = No column of the postings’ own amounts was found. { $headers } is what they are compared with, or the difference. Take the extract with the actual amounts, or name the column under amount in the layout.
inspect-amount-only-running = No column of the postings’ own amounts was found. { $headers } is cumulative or a balance, and goes wrong when months are added. Take the extract with the postings’ amounts, or name the column under amount in the layout if each row does stand for itself.
inspect-times =
    { $cells-n ->
        [one] { $cells } cell of { $header } is a time of day
       *[other] { $cells } cells of { $header } are times of day
    } without a day. The column is not used for dates.
inspect-year-or-month-first = The periods of { $header } have four digits: “{ $value }” is { $first } with the year first (YYMM), and { $last } with the month first (MMYY). Here the year is read first. If that is wrong, say MMYY in the layout (periods).
inspect-zeros-lost =
    { $header } has { $numbers-n ->
        [one] { $numbers } cell that is a number
       *[other] { $numbers } cells that are numbers
    }, which have no zeros in front, beside texts such as “{ $value }”. They are different codes if the numbers have lost their zeros.
inspect-side-apart-maybe = { $header } may say debit or credit ({ $values }) of { $amount }, which has hardly any signs. If it does, the sum is wrong: put side = ["{ $header }"] under [columns] in the layout, and take away the # before debit-words and credit-words.
inspect-side-beside-signs = { $header } says debit or credit, but { $amount } has signs already (a minus in { $cells }). The column is not used.
inspect-side-negative =
    { $cells-n ->
        [one] { $cells } amount in { $amount } has a minus though { $header } says debit or credit. The row is rejected.
       *[other] { $cells } amounts in { $amount } have a minus though { $header } says debit or credit. The rows are rejected.
    } If a minus is a correction that lowers that side, take away the # before negative-sides. If the amounts have their signs already, take out side.
inspect-breakdowns = The period balances are broken down in several ways that overlap: { $dimensions }. Choose one in the layout (balances-by).
inspect-sheets-left = Sheets with other columns are not read: { $sheets }
inspect-sign-turned = Income accounts sum to { $income } and cost accounts to { $cost }: the file seems to have credit as plus, and the layout turns the signs. See that this is right.

## Causes: why something could not be done, with the system's or a library's own words in brackets

cause-not-found = the path is not there
cause-no-permission = permission is lacking
cause-is-a-folder = it is a folder
cause-not-a-folder = a part of the path is no folder
cause-disk-full = the disk is full
cause-quota = your space on the disk is used up
cause-file-too-large = the file becomes larger than the disk allows
cause-read-only = the disk is write-protected
cause-too-many-open = too many files are open at once
cause-interrupted = the work was interrupted
cause-in-use = another program uses the file
cause-no-memory = there is too little memory
cause-not-empty = the folder is not empty
cause-exists = there is something by that name already
cause-reader-gone = the receiver stopped reading
cause-network = the network disk does not answer
cause-system = the operating system gave an error
cause-cut-off = the file ends too early
cause-checksum = the checksum is wrong
cause-packing = it is packed in a way that is not read
cause-entities = it defines names of its own
cause-damaged = the contents do not hold together
cause-same-sheet = two sheets have the same name
cause-no-workbook = the contents are something else

## Places

place-row = row { $row }
place-column = column { $column }
