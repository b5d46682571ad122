"""`review`: the same figures as on the screen, as text, for another program, and as files."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from content.calendar import PUBLISHED
from tests.moments import local
from tests.reviewing import everything
from tests.tui.commanding import run

NOW = local(2026, 11, 23, 9, 30)


def test_the_figures_of_a_month_as_text(tmp_path: Path) -> None:
    everything(tmp_path)
    text = run(tmp_path, "review", language="zh", now=NOW).output
    assert "截至11月23日，已自查12天（应自查15天）；未填3天；补填1天；改动1天。" in text
    assert "还有未填项的应自查日：11月10日、11月18日、11月23日。" in text
    joined = "".join(line.strip() for line in text.splitlines())
    assert "工作不出差错：做到 11、部分做到 0、未做到 1、不涉及 0、未填 3、应自查天数 15" in joined
    assert "工作不出差错：做到 11 / 14、" in joined
    assert "11月12日，未做到：会议材料日期写错一处；列入整改1件：核对日期：未办结1件（时限12月6日）。" in joined
    assert "张主任：交办 1、办结 1、逾期办结 0、不办 0、超期 0、延期 0、答复用时中位数（天） 5、答复件数 1" in joined
    assert joined.index("按交办人") < joined.index("张主任：") < joined.index("按类别")
    assert "2026年11月：集中学习 1.5" in joined


def test_the_figures_of_a_month_for_another_program(tmp_path: Path) -> None:
    everything(tmp_path)
    found = json.loads(run(tmp_path, "review", "--period", "2026-11", "--by", "quarter", "--json", now=NOW).output)
    assert (found["due_days"], found["answered_days"], found["late_days"], found["changed_days"]) == (15, 12, 1, 1)
    assert found["blank_days"] == ["2026-11-10", "2026-11-18", "2026-11-23"]
    [error] = [one for one in found["items"] if one["item"] == "error"]
    assert error["days"]["2026-11-12"] == "not_kept"
    assert error["days"]["2026-11-13"] == "away"
    assert (error["late"], found["items"][0]["changed"]) == (["2026-11-05"], ["2026-11-06"])
    [share] = error["shares"]
    assert (share["period"], share["not_kept"], share["year_before"]["kept"]) == ("2026-Q4", 1, 14)
    assert [one["sentence"] for one in error["sentences"]] == ["会议材料日期写错一处"]
    assert found["matters"]["all"]["given"] == 2
    assert found["study_minutes"][0]["group"] == 90
    assert sum(one["answers"] for one in found["quiz"]) == 3


@pytest.mark.parametrize(
    "period", ["2027-03", "2019", "2026-11-12..2026-11-12", "2017-01-01..2026-12-31", "9999", "1949"]
)
@pytest.mark.slow
def test_any_period_is_answered(tmp_path: Path, period: str) -> None:
    everything(tmp_path)
    for more in ([], ["--json"]):
        result = run(tmp_path, "review", "--period", period, *more, language="zh", now=NOW)
        assert result.exit_code == 0, result.output
    days = [date(2025, 11, 3) + timedelta(days=n) for n in range(386)]  # from the first one answered to today
    workdays = sum(PUBLISHED.kind_of(day).is_workday for day in days)
    due = {"2026-11-12..2026-11-12": 1, "2017-01-01..2026-12-31": workdays - 1}  # one was on leave
    assert json.loads(result.output)["due_days"] == due.get(period, 0)


def test_a_period_of_more_than_a_hundred_years_is_refused_in_one_line(tmp_path: Path) -> None:
    result = run(tmp_path, "review", "--period", "1950-01-01..9999-12-31", language="zh", now=NOW)
    assert (result.exit_code, result.output.strip()) == (1, "一段时间最长一百年，请写短一些。")


def test_without_a_record_that_is_said(tmp_path: Path) -> None:
    """Beside matters and notes that are recorded, too: it is the self-check that is not, and there is no key here."""
    for command in (("review",), ("appraisal", "--period", "2026-Q4")):
        result = run(tmp_path, *command, language="zh", now=NOW)
        assert (result.exit_code, "还没有自查记录。" in result.output) == (0, True)
        assert "F2" not in result.output


@pytest.mark.parametrize("ending", [".txt", ".md", ".docx", ".html"])
@pytest.mark.slow
def test_it_is_saved_as_what_the_ending_says_and_never_over_another_file_unasked(tmp_path: Path, ending: str) -> None:
    everything(tmp_path / "home")
    out = tmp_path / f"review{ending}"
    assert run(tmp_path / "home", "review", "--out", str(out), now=NOW).exit_code == 0
    content = out.read_bytes()
    assert content.startswith(b"PK") if ending == ".docx" else "会议材料日期写错一处".encode() in content
    out.write_bytes(b"another")
    assert run(tmp_path / "home", "review", "--out", str(out), now=NOW).exit_code == 1
    assert out.read_bytes() == b"another"
    assert run(tmp_path / "home", "review", "--out", str(out), "--force", now=NOW).exit_code == 0


def test_an_ending_that_cannot_be_written_is_wrong_usage(tmp_path: Path) -> None:
    assert run(tmp_path, "review", "--out", str(tmp_path / "review.exe"), now=NOW).exit_code == 2
    assert run(tmp_path, "review", "--period", "2026-13", now=NOW).exit_code == 2
