"""References when rows are put in before a table's last row: what moves, what grows, what nobody can say."""

from __future__ import annotations

import pytest

from reports.office_forms.moving import LAST_ROW, Insertion, Unsound

ROWS = Insertion(last=14, first=5, count=3)  # the table's rows are 5 to 14


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("SUM(I5:I14)", "SUM(I5:I17)"),
        ("SUM($I$5:$I$14)*2", "SUM($I$5:$I$17)*2"),
        ("SUM(I4:I14)", "SUM(I4:I17)"),
        ("SUM(I1:I20)", "SUM(I1:I23)"),
        ("SUM(I15:I16)", "SUM(I18:I19)"),
        ("I15+I4", "I18+I4"),
        ('A3&"I14"&LOG10(B15)', 'A3&"I14"&LOG10(B18)'),
        ("SUM(I:I)", "SUM(I:I)"),
        ("汇总!I15+'交办 事项'!I15", "汇总!I15+'交办 事项'!I18"),
        ("SUM(1:4)", "SUM(1:4)"),
        ("ROW()-4", "ROW()-4"),
        (f"SUM(I5:I{LAST_ROW - 1})", f"SUM(I5:I{LAST_ROW})"),
        (f"SUM(I5:I{LAST_ROW})", f"SUM(I5:I{LAST_ROW})"),
        ("SUM(I2:I5)", "SUM(I2:I5)"),
    ],
)
def test_a_formula_of_the_sheet_counts_what_it_counted_and_the_rows_put_in(formula: str, after: str) -> None:
    assert ROWS.formula(formula, sheet="交办 事项", is_here=True) == after


@pytest.mark.parametrize(
    "formula",
    [
     "I14+1", "I5", "SUM(I5:I13)", "SUM(I14:I20)", "SUM(I5:I5)", "SUM(I6:I14)", "SUM(I7:I9)",
     "SUM(I9:I20)", "INDEX(I5:I20,3)", "offset(I1,1,0)",
     "SUM(5:14)", "SUM(1:20)", "SUM(I20:I1)", "INDIRECT(\"I15\")"],
)  # fmt: skip
def test_a_formula_that_names_a_part_of_the_table_or_looks_rows_up_is_not_followed(formula: str) -> None:
    with pytest.raises(Unsound):
        ROWS.formula(formula, sheet="汇总", is_here=True)


@pytest.mark.parametrize("formula", ["I14+1", "INDEX(I5:I20,3)", "SUM(I15:I20)", "别处!I14"])
def test_a_formula_elsewhere_that_names_other_sheets_stays(formula: str) -> None:
    assert ROWS.formula(formula, sheet="汇总", is_here=False) == formula


def test_a_formula_elsewhere_that_names_the_sheet_is_treated_as_one_of_its_own() -> None:
    assert ROWS.formula("SUM(汇总!I15:I20)", sheet="汇总", is_here=False) == "SUM(汇总!I18:I23)"
    for formula in ("汇总!I14+1", "INDEX(汇总!I5:I20,3)", "INDEX('汇总'!I5:I20,3)"):
        with pytest.raises(Unsound):
            ROWS.formula(formula, sheet="汇总", is_here=False)


@pytest.mark.parametrize(
    ("area", "after"),
    [("A14:H14", "A14:H17"), ("A5:A14", "A5:A17"), ("A15:H15", "A18:H18"), ("A1:J1", "A1:J1"), ("B16", "B19"),
     ("B14", "B14"), ("$A$5:$H$20", "$A$5:$H$23")],
)  # fmt: skip
def test_an_area_beneath_moves_and_one_over_the_last_row_grows(area: str, after: str) -> None:
    assert ROWS.area(area) == after
    assert ROWS.areas(f"{area} C1:C2") == f"{after} C1:C2"
