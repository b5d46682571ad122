"""`summary`, `submit` and `inspect`: what leaves is what was shown, and nothing that was not asked for."""

from __future__ import annotations

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document

from content.marks import Bilingual
from content.models import Pack, Question, QuestionType
from content.period import Period
from storage.records import Asked, LookBack
from storage.submission import read
from tests.own_banks import bring_in
from tests.tui.commanding import NOW, journal, run

OWN = Pack(
    id="own", title=Bilingual("自己的"), edition=Bilingual("1"), source=Bilingual("处里"), licence="-",
    questions=tuple(
        Question(
            id=f"own-{n}", type=QuestionType.TRUE_FALSE, topic=Bilingual("值班"), difficulty=1, answer=("T",),
            stem=Bilingual(f"值班电话第{n}条要记下。"), explanation=Bilingual(""), source=Bilingual("值班规定"),
            edition=Bilingual("2026"),
        )
        for n in (1, 2)
    ),
)  # fmt: skip
SENTENCE, MATTER, NOTE = "sentence-of-mine", "matter-of-mine", "note-of-mine"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person with a bit of everything this month."""
    home = tmp_path / "home"
    run(home, "profile", "--name", "张三", "--member-no", "007", "--branch", "第三党支部")
    run(home, "today", stdin=f"1\n3\n{SENTENCE}\n1\n1\n1\n4\n")
    run(home, "note", NOTE, "--minutes", "90", "--kind", "group")
    run(home, "matter", "add", MATTER)
    bring_in(home, OWN)
    run(home, "quiz", "2", "--topic", "值班", stdin="1\n1\n")
    return home


def the_file(folder: Path) -> Path:
    """The one submission file in a folder."""
    [path] = folder.glob("*.txt")
    return path


def facts_of(path: Path) -> set[str]:
    """The kinds of facts in a submission file."""
    return {fact.fact for fact in read(path.read_bytes()).facts}


@pytest.mark.slow
def test_by_default_only_completeness_hours_and_leave_are_in_the_page(home: Path) -> None:
    shown = run(home, "summary").stdout

    assert "1.5" in shown
    for private in (SENTENCE, MATTER, NOTE):
        assert private not in shown


def test_a_day_off_that_was_checked_is_said_not_to_count_beside_the_page(tmp_path: Path) -> None:
    saturday = NOW.date() - timedelta(days=(NOW.weekday() - 5) % 7)
    run(tmp_path, "today", "--day", saturday.isoformat(), stdin="1\n" * 6)
    for command in (["summary"], ["summary", "--list"]):
        shown = run(tmp_path, *command, "--period", str(saturday)[:7])
        assert "另有 1 天休息日有填写，不计入" in shown.stderr or "day off holds answers; not counted" in shown.stderr


@pytest.mark.slow
def test_a_single_sentence_leaves_by_its_id(home: Path) -> None:
    offered = run(home, "summary", "--list").stdout.splitlines()
    [sentence_id] = [line.split()[2] for line in offered if SENTENCE in line]

    shown = run(home, "summary", "--pick", sentence_id, "--remark", "in my own words").stdout
    assert SENTENCE in shown
    assert "in my own words" in shown
    assert MATTER not in shown


@pytest.mark.slow
def test_a_page_is_never_silently_written_over_another(home: Path, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("mine", encoding="utf-8")

    assert run(home, "summary", "--out", str(tmp_path / "page.md")).exit_code == 1
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == "mine"
    assert run(home, "summary", "--out", str(tmp_path / "page.md"), "--force").exit_code == 0


@pytest.mark.slow
def test_an_unknown_id_or_block_is_wrong_usage(home: Path) -> None:
    assert run(home, "summary", "--pick", "matter/none").exit_code == 2
    assert run(home, "summary", "--with", "everything").exit_code == 2


@pytest.mark.slow
def test_a_summary_is_saved_as_markdown_and_word(home: Path, tmp_path: Path) -> None:
    run(home, "summary", "--out", str(tmp_path / "page.md"))
    run(home, "summary", "--out", str(tmp_path / "page"), "--format", "docx")

    assert (tmp_path / "page.md").read_text(encoding="utf-8").startswith("# ")
    assert Document(str(tmp_path / "page")).paragraphs
    assert run(home, "summary", "--format", "docx").exit_code == 2
    assert run(home, "summary", "--out", str(tmp_path / "page.pdf")).exit_code == 2


@pytest.mark.slow
def test_submit_prints_word_for_word_what_it_writes(home: Path, tmp_path: Path) -> None:
    result = run(home, "submit", "--out", str(tmp_path / "out"))

    written = the_file(tmp_path / "out").read_bytes().decode()
    assert written in result.stdout
    assert facts_of(the_file(tmp_path / "out")) == {"completeness", "study"}
    assert run(home, "submit", "--out", str(tmp_path / "quiet"), "--quiet").stdout.count("\n") == 1


@pytest.mark.slow
def test_marks_and_quiz_leave_only_when_asked_for(home: Path, tmp_path: Path) -> None:
    run(home, "submit", "--out", str(tmp_path), "--with", "marks,quiz")

    assert facts_of(the_file(tmp_path)) == {"completeness", "study", "item_marks", "quiz"}


@pytest.mark.slow
def test_answers_by_topic_leave_only_when_asked_for_and_are_told_on_the_page(home: Path, tmp_path: Path) -> None:
    result = run(home, "submit", "--out", str(tmp_path), "--with", "quiz_topics", language="zh")

    assert facts_of(the_file(tmp_path)) == {"completeness", "study", "quiz_topic", "quiz_question"}
    assert "按知识点：" in result.stdout
    shown = run(home, "inspect", str(the_file(tmp_path)), language="zh")
    assert (shown.exit_code, "按知识点答题" in shown.stdout) == (0, True)


@pytest.mark.slow
def test_submitting_again_is_the_same_revision_until_something_changed(home: Path, tmp_path: Path) -> None:
    run(home, "submit", "--out", str(tmp_path))
    before = the_file(tmp_path).read_bytes()
    assert run(home, "submit", "--out", str(tmp_path), now=NOW + timedelta(hours=1)).exit_code == 0
    assert the_file(tmp_path).read_bytes() == before
    assert [sent.revision for sent in journal(home).sent.all()] == [1]

    run(home, "submit", "--out", str(tmp_path / "next"), "--with", "quiz")
    assert read(the_file(tmp_path / "next").read_bytes()).header.revision == 2


@pytest.mark.slow
def test_a_file_that_says_something_else_is_never_silently_replaced(home: Path, tmp_path: Path) -> None:
    run(home, "submit", "--out", str(tmp_path))
    path = the_file(tmp_path)
    path.write_text("something else", encoding="utf-8")

    refused = run(home, "submit", "--out", str(tmp_path))
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "--force" in refused.stderr
    assert path.read_text(encoding="utf-8") == "something else"
    assert run(home, "submit", "--out", str(tmp_path), "--force").exit_code == 0
    assert facts_of(path) == {"completeness", "study"}


@pytest.mark.parametrize("command", [("submit", "--out", "{out}"), ("summary", "--out", "{out}/summary.txt")])
def test_what_would_lack_a_damaged_month_is_written_only_when_that_was_agreed_to(
    home: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    words = [word.format(out=out) for word in command]
    note = home / "notes" / "2026-11.json"
    for file in (note, *note.parent.glob("2026-11.json.bak")):
        file.write_bytes(file.read_bytes()[:100])

    refused = run(home, *words)
    assert (refused.exit_code, refused.stdout, [*out.iterdir()]) == (1, "", [])
    *told, why = refused.stderr.splitlines()
    assert "would lack" in why
    assert "--yes" in why
    assert sum("notes/2026-11.json is damaged" in line for line in told) == 1
    assert not journal(home).sent.all()

    done = run(home, *words, "--yes")
    assert done.exit_code == 0
    assert len([*out.iterdir()]) == 1
    assert done.stderr.count("notes/2026-11.json is damaged") == 1, "said before, not once more afterwards"

    assert run(home, *words, "--period", "2026-10").stderr.count("2026-11.json") == 0


@pytest.mark.parametrize("command", [("submit", "--out", "{out}"), ("summary", "--out", "{out}/summary.txt")])
def test_what_would_lack_a_month_that_is_gone_is_written_only_when_that_was_agreed_to(
    home: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    words = [word.format(out=out) for word in command]
    copy = home / "copies" / "2026-11-22"  # the one of today holds it too
    for file in (home / "notes").glob("2026-11.json*"):
        (copy / "notes").mkdir(parents=True, exist_ok=True)
        shutil.move(file, copy / "notes" / file.name)
    for run_again in ((), ("note", "add", "后来的")):  # the save begins the file anew
        if run_again:
            run(home, *run_again)
        refused = run(home, *words)
        assert (refused.exit_code, refused.stdout, [*out.iterdir()]) == (1, "", [])
        assert "notes/2026-11.json cannot be read whole" in refused.stderr.splitlines()[-1]
        assert run(home, *words, "--period", "2026-10").stderr.count("would lack") == 0
        for one in out.iterdir():
            one.unlink()
    done = run(home, *words, "--yes")
    assert (done.exit_code, len([*out.iterdir()])) == (0, 1)


def test_submitting_needs_to_know_who_it_is_from(tmp_path: Path) -> None:
    run(tmp_path / "home", "profile", "--name", "张三", "--branch", "第三党支部")
    result = run(tmp_path / "home", "submit", "--out", str(tmp_path / "out"))

    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "--member-no" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_inspect_shows_who_and_what_and_what_a_checksum_is_worth(home: Path, tmp_path: Path) -> None:
    run(home, "submit", "--out", str(tmp_path))
    result = run(home, "inspect", str(the_file(tmp_path)), language="zh")

    assert result.exit_code == 0
    for words in ("张三", "007", "2026年11月", "不证明内容属实"):
        assert words in result.stdout
    data = json.loads(run(home, "inspect", "--json", str(the_file(tmp_path))).stdout)
    assert (data["is_sound"], data["header"]["counts"]) == (True, {"completeness": 1, "study": 1})


@pytest.mark.slow
def test_inspect_says_in_one_line_what_is_wrong(home: Path, tmp_path: Path) -> None:
    run(home, "submit", "--out", str(tmp_path))
    path = the_file(tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"revision":1', b'"revision":2'))

    result = run(home, "inspect", str(path))
    assert (result.exit_code, len(result.stderr.splitlines()), result.stdout) == (1, 1, "")
    as_json = run(home, "inspect", "--json", str(path))
    data = json.loads(as_json.stdout)
    assert (as_json.exit_code, data["is_sound"], data["fault"]) == (1, False, "checksum")


def test_inspect_of_another_file_or_none(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("hello", encoding="utf-8")

    assert run(tmp_path, "inspect", str(tmp_path / "other.txt")).exit_code == 1
    assert run(tmp_path, "inspect", str(tmp_path / "none.txt")).exit_code == 1


@pytest.mark.skipif(os.name == "nt", reason="pipes and links need rights there")
@pytest.mark.slow
def test_inspect_follows_a_link_and_opens_no_pipe(home: Path, tmp_path: Path) -> None:
    run(home, "submit", "--out", str(tmp_path))
    (tmp_path / "link").symlink_to(the_file(tmp_path))
    os.mkfifo(tmp_path / "pipe")

    assert run(home, "inspect", str(tmp_path / "link")).exit_code == 0
    result = run(home, "inspect", str(tmp_path / "pipe"), language="zh")
    assert (result.exit_code, result.stderr) == (1, "pipe：是文件夹或设备，不是文件；请选文件\n")


@pytest.mark.parametrize("command", ["submit", "summary"])
@pytest.mark.parametrize(("period", "why"), [("2027-03", "2027年3月还没有开始"), ("2020-08", "没有您的任何记录可报")])
@pytest.mark.slow
def test_of_a_period_in_which_nothing_stands_nothing_is_made_and_no_revision_used(
    home: Path, tmp_path: Path, command: str, period: str, why: str
) -> None:
    out = tmp_path / "out"
    there = ["--out", str(out if command == "submit" else out.with_suffix(".txt"))]
    said = run(home, command, "--period", period, *there, language="zh")
    assert (said.exit_code, why in said.stderr, said.stdout) == (1, True, "")
    assert not out.exists()
    assert not out.with_suffix(".txt").exists()
    assert not journal(home).sent.all()


@pytest.mark.slow
def test_words_of_ones_own_alone_may_leave(home: Path, tmp_path: Path) -> None:
    said = run(home, "submit", "--period", "2020-08", "--remark", "当月借调", "--out", str(tmp_path / "out"))
    assert said.exit_code == 0
    assert "当月借调" in said.stdout


@pytest.mark.slow
def test_a_look_back_is_no_remark_of_itself_but_that_it_can_be_one_is_said_with_its_words(home: Path) -> None:
    month = Period.month_of(NOW.date())
    journal(home).look_backs.add(
        LookBack.new(
            NOW, month.last, uid=str(month), period=str(month), asked=(Asked(question="记什么？", text="早催。"),)
        )
    )
    shown = run(home, "summary")
    assert "早催" not in shown.stdout
    assert "look-back, by --remark: 记什么？ 早催。" in shown.stderr
    for given in ("月底再报。", ""):
        assert "早催" not in (told := run(home, "summary", "--remark", given)).stdout + told.stderr


@pytest.mark.slow
def test_a_page_saved_without_a_profile_says_what_in_it_is_left_blank(home: Path, tmp_path: Path) -> None:
    nameless = tmp_path / "nameless"
    run(nameless, "today", stdin="1\n1\n1\n1\n1\n1\n")
    told = run(nameless, "summary", "--out", str(tmp_path / "a.docx")).stderr
    assert "for you to fill in: (branch), (name)" in told
    assert "fill in" not in run(home, "summary", "--out", str(tmp_path / "b.docx")).stderr


def test_who_hands_in_is_not_asked_for_anew_where_only_the_file_is_gone(home: Path, tmp_path: Path) -> None:
    tomorrow = NOW + timedelta(days=1)
    run(home, "note", "a copy of the next day", now=tomorrow)
    for file in home.glob("profile.json*"):
        file.unlink()
    done = run(home, "submit", "--out", str(tmp_path / "out"), now=tomorrow, language="zh")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].startswith("profile.json 不见了")
    assert "sixdonts doctor --repair" in done.stderr.splitlines()[-1]
    assert run(home, "doctor", "--repair", now=tomorrow).exit_code == 0
    assert run(home, "submit", "--out", str(tmp_path / "out"), now=tomorrow).exit_code == 0


def test_what_is_printed_says_itself_what_it_lacks(home: Path) -> None:
    tomorrow = NOW + timedelta(days=1)
    run(home, "matter", "add", "a copy of the next day", now=tomorrow)
    shutil.rmtree(home / "notes")
    for command in ("summary", "review"):
        shown = run(home, command, now=tomorrow, language="zh").stdout.splitlines()[0]
        assert shown == "以下不完整：缺 notes/2026-11.json"
        assert "不完整" not in run(home, command, "--period", "2026-10", now=tomorrow, language="zh").stdout
    shutil.rmtree(home / "checks")
    refused = run(home, "summary", now=tomorrow, language="zh").stderr.splitlines()[-1]
    assert refused.startswith("没有全部列出：checks/2026-11.json、notes/2026-11.json")
    first, *_table, last = run(home, "hours", now=tomorrow, language="zh").stdout.splitlines()
    assert first.endswith("不完整，缺 notes/2026-11.json")
    assert last == "不完整，缺 notes/2026-11.json"
    assert "不完整" not in run(home, "hours", "--year", "2025", now=tomorrow, language="zh").stdout
