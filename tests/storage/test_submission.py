"""The file that leaves: it comes back as it was written, or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from content.marks import Mark
from storage.arriving import Change, as_written
from storage.facts import (
    Completeness,
    Fact,
    Header,
    ItemMarks,
    MatterFact,
    NoteFact,
    OnLeave,
    QuizFacts,
    QuizQuestion,
    QuizTopic,
    RemarkFact,
    SentenceFact,
    Study,
    counts_of,
)
from storage.records import MatterKind
from storage.submission import (
    SIZE_LIMIT,
    DamagedSubmission,
    NotASubmission,
    Submission,
    SubmissionError,
    TooLarge,
    UnknownVersion,
    checksum_of,
    fingerprint,
    read,
    suggested_file_name,
    write,
)

ITEMS = ("entrusted", "duty", "error", "visitor", "conduct", "image")
PAGE = "六个不让对照小结\n张三 2026年11月\n\n已自查18天（应自查20天）"


def submission(*facts: Fact, **header: Any) -> Submission:
    fields: dict[str, Any] = {
        "list_id": "six-donts",
        "list_edition": "2012",
        "list_hash": "0123456789abcdef",
        "list_items": ITEMS,
        "member_no": "007",
        "name": "张三",
        "branch": "第一党支部",
        "period": "2026-11",
        "made_at": datetime(2026, 11, 30, 9, tzinfo=UTC),
        "program": "0.1.0",
        "counts": counts_of(facts),
    }
    return Submission(header=Header(**{**fields, **header}), facts=facts)


FULL = submission(
    Completeness(answered_days=18, due_days=20, late_days=1),
    OnLeave(first_day=date(2026, 11, 2), last_day=date(2026, 11, 3), reason="出差"),
    *(ItemMarks(item=item, kept=15, partly=2, not_kept=1, not_faced=2, blank=0) for item in ITEMS),
    SentenceFact(day=date(2026, 11, 23), item="error", mark=Mark.PARTLY, sentence="会议通知晚发\n半天", late=False),
    MatterFact(uid="m1", kind=MatterKind.SHORTFALL, title="核对[文号]{日期}", given_day=date(2026, 11, 23)),
    NoteFact(uid="n1", day=date(2026, 11, 9), title="“学习”笔记", own_words='a\t"b"\\', tags=("法治", "会务")),
    Study(group_minutes=90, training_minutes=0, make_up_minutes=0, self_minutes=30),
    QuizFacts(answered=10, right=9),
    RemarkFact(text="😀 =cmd|'/c calc'!A1 <script> [b]"),
)
DATA = write(FULL, PAGE)
WITHOUT_MARKS = submission(RemarkFact(text="无"))


def resummed(body: bytes) -> bytes:
    """A forger's file: changed, with the checksum made new."""
    return body + b"sha256:" + hashlib.sha256(body).hexdigest().encode() + b"\n"


def body_of(data: bytes) -> bytes:
    return data[: data.rindex(b"sha256:")]


def forged(change: Callable[[list[bytes]], None], data: bytes = DATA) -> bytes:
    lines = body_of(data).split(b"\n")[:-1]
    change(lines)
    return resummed(b"\n".join(lines) + b"\n")


def test_reads_what_it_wrote() -> None:
    assert read(DATA) == FULL


def page_of(data: bytes) -> str:
    """The page for people, as somebody who opens the file sees it."""
    lines = data.decode(errors="replace").split("\n")
    return "\n".join(line[2:] for line in lines if line.startswith("#"))


def test_page_stands_in_front_and_is_not_parsed() -> None:
    text = DATA.decode()
    assert text.startswith("# 六个不让对照小结\n# 张三 2026年11月\n#\n# 已自查18天（应自查20天）\n{")
    assert page_of(DATA) == PAGE
    other_page = forged(lambda lines: lines.__setitem__(0, b'# \xff{"fact":"header"}'))
    assert read(other_page) == FULL


def test_page_cannot_pretend_to_be_facts() -> None:
    tricky = write(WITHOUT_MARKS, 'a\r{"fact":"remark","text":"x"}\r\n\x00\ud800\nsha256:00')
    assert read(tricky) == WITHOUT_MARKS
    assert page_of(tricky) == 'a\n{"fact":"remark","text":"x"}\n\nsha256:00'


def test_is_json_lines_without_byte_order_mark_or_carriage_returns() -> None:
    lines = [json.loads(line) for line in DATA.decode().splitlines()[:-1] if not line.startswith("#")]
    assert [line["fact"] for line in lines[:3]] == ["header", "completeness", "on_leave"]
    assert lines[0]["counts"] == {
        "completeness": 1, "item_marks": 6, "matter": 1, "note": 1, "on_leave": 1,
        "quiz": 1, "remark": 1, "sentence": 1, "study": 1,
    }  # fmt: skip
    assert b"\r" not in DATA
    assert not DATA.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "mailed",
    [b"\xef\xbb\xbf" + DATA, DATA.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + DATA.replace(b"\n", b"\r\n")],
    ids=["byte order mark", "CRLF", "both"],
)
def test_what_mail_systems_do_is_undone(mailed: bytes) -> None:
    assert read(mailed) == FULL
    assert fingerprint(mailed) == fingerprint(DATA) == hashlib.sha256(DATA).hexdigest()


def test_moment_is_written_in_utc_whatever_zone_it_came_in() -> None:
    there = timezone(timedelta(hours=8))
    here = submission(made_at=datetime(2026, 11, 30, 17, tzinfo=there))
    assert write(here, "") == write(submission(), "")


def changed_header(**changes: object) -> Callable[[list[bytes]], None]:
    def change(lines: list[bytes]) -> None:
        place = next(number for number, line in enumerate(lines) if line.startswith(b"{"))
        header = {**json.loads(lines[place]), **changes}
        lines[place] = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()

    return change


def replaced(old: bytes, new: bytes) -> bytes:
    assert old in DATA
    return resummed(body_of(DATA).replace(old, new, 1))


HOSTILE: dict[str, tuple[bytes, str]] = {
    "changed without a new checksum": (DATA.replace(b'"right":9', b'"right":8'), "checksum"),
    "page changed without a new checksum": (DATA.replace("已自查18天".encode(), "已自查19天".encode()), "checksum"),
    "cut short": (DATA[:-30], "last_line"),
    "nothing": (b"", "empty"),
    "blanks": (b" \n\n", "empty"),
    "only a page": (resummed(b"# a\n"), "header"),
    "fact before the header": (forged(lambda lines: lines.insert(4, lines.pop())), "header"),
    "two headers": (forged(lambda lines: lines.insert(5, lines[4])), "line"),
    "unknown fact": (replaced(b'"fact":"quiz"', b'"fact":"score"'), "line"),
    "unknown field": (replaced(b'"right":9', b'"right":9,"rank":1'), "line"),
    "doubled key": (replaced(b'"right":9', b'"right":1,"right":9'), "line"),
    "NaN": (replaced(b'"right":9', b'"right":NaN'), "line"),
    "infinite": (replaced(b'"right":9', b'"right":1e999'), "line"),
    "a number with 5,000 digits": (replaced(b'"right":9', b'"right":' + b"9" * 5000), "line"),
    "other spelling of a number": (replaced(b'"right":9', b'"right":9.0'), "line"),
    "number as text": (replaced(b'"right":9', b'"right":"9"'), "line"),
    "other spelling of a truth": (replaced(b'"late":false', b'"late":0'), "line"),
    "other spelling of a day": (replaced(b'"day":"2026-11-23"', b'"day":"2026-11-23T00:00:00"'), "line"),
    "other spelling of a moment": (replaced(b"09:00:00Z", b"17:00:00+08:00"), "line"),
    "escaped letter": (replaced("张三".encode() + b'","branch', b'\\u5f20\\u4e09","branch'), "line"),
    "lone surrogate": (replaced("张三".encode() + b'","branch', b'\\ud800","branch'), "line"),
    "raw surrogate": (replaced("张三".encode() + b'","branch', b'\xed\xa0\x80","branch'), "line"),
    "escape sequence": (replaced("张三".encode() + b'","branch', b'\\u001b[2J","branch'), "line"),
    "blank in a line": (replaced(b'"right":9', b'"right": 9'), "line"),
    "blank after a line": (replaced(b'"right":9}', b'"right":9} '), "line"),
    "other order": (replaced(b'"answered":10,"right":9', b'"right":9,"answered":10'), "line"),
    "two facts in one line": (replaced(b'"right":9}\n{', b'"right":9},{'), "line"),
    "a fact over two lines": (replaced(b'"answered":10,"right"', b'"answered":10\n"right"'), "line"),
    "empty line": (replaced(b'"right":9}\n', b'"right":9}\n\n'), "line"),
    "page line among the facts": (replaced(b'"right":9}\n', b'"right":9}\n# a\n'), "line"),
    "deep": (replaced(b'"right":9', b'"right":' + b"[" * 100_000 + b"]" * 100_000), "nesting"),
    "deep in open text": (replaced(b'"right":9', b'"right":' + b'{"a":' * 100_000), "nesting"),
    "a fact missing": (forged(lambda lines: lines.__delitem__(-1)), "counts"),
    "counts of a kind that is not there": (
        forged(changed_header(counts={str(kind): 1 for kind in FULL.header.counts} | {"zeal": 1})),
        "line",
    ),
    "counts zero": (forged(changed_header(counts={"remark": 0}), write(submission(), "")), "counts"),
    "marks of some items": (
        forged(changed_header(list_items=[*ITEMS, "seventh"])),
        "item_marks",
    ),
    "period in another spelling": (forged(changed_header(period="2026-11-01..2026-11-30")), "line"),
    "no period": (forged(changed_header(period="gestern")), "line"),
    "revision 0": (forged(changed_header(revision=0)), "line"),
    "right exceeds answered": (replaced(b'"right":9', b'"right":11'), "line"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_damage_is_named(case: str) -> None:
    data, reason = HOSTILE[case]
    with pytest.raises(DamagedSubmission) as caught:
        read(data)
    assert caught.value.reason == reason


def test_damage_names_the_line() -> None:
    data = replaced(b'"right":9', b'"right": 9')
    with pytest.raises(DamagedSubmission) as caught:
        read(data)
    assert b'"right": 9' in data.split(b"\n")[caught.value.line - 1]


def test_a_fact_twice_is_damage() -> None:
    def double(lines: list[bytes]) -> None:
        changed_header(counts={**FULL.header.counts, "matter": 2})(lines)
        lines.append(next(line for line in lines if b'"matter","uid"' in line))

    with pytest.raises(DamagedSubmission) as caught:
        read(forged(double))
    assert caught.value.reason == "doubled"


def test_other_files_are_no_submissions() -> None:
    for other in (b"hello", "会议通知\n".encode("gb18030"), b"PK\x03\x04" + bytes(100), b'{"a":1}\n', b"\xff\xfe" * 9):
        with pytest.raises(NotASubmission):
            read(other)


def test_a_file_cut_within_its_page_is_a_damaged_submission_and_a_heading_in_markdown_is_none() -> None:
    page = b"#" + b" " * 20 + DATA[1 : DATA.index(b"{")]  # the title of every page stands in the middle
    for end in (page.index(b"\n", page.index(b"\n") + 1) + 1, len(page) - 3, len(page)):
        with pytest.raises(DamagedSubmission) as caught:
            read(page[:end])
        assert caught.value.reason == "last_line"
    for other in ("# 标题\n正文\n", "# 标题\n", "# 标题\n## 小标题\n", "# 标题\n# 又一行\n", "#会议安排\n"):
        with pytest.raises(NotASubmission):
            read(other.encode())


def test_newer_version_is_told_from_damage() -> None:
    newer = forged(changed_header(format=6, mood="new"))
    with pytest.raises(UnknownVersion) as caught:
        read(newer)
    assert caught.value.version == 6
    with pytest.raises(DamagedSubmission):
        read(newer.replace(b'"mood"', b'"moon"'))


def test_ten_megabytes_are_refused_unread() -> None:
    with pytest.raises(TooLarge):
        read(resummed(b"# " + b"a" * 10_000_000 + b"\n"))


def test_nothing_is_written_that_could_not_be_read() -> None:
    fits = write(submission(RemarkFact(text="a" * 200_000)), "b" * 200_000)
    assert len(read(fits).facts) == 1
    notes = [
        NoteFact(uid=f"n{number}", day=date(2026, 11, 1), title="t", own_words="学" * 200_000) for number in range(4)
    ]
    with pytest.raises(TooLarge):
        write(submission(*notes), "")


def test_hostile_text_takes_linear_time() -> None:
    """A million unclosed, escaped quotes between brackets: the nesting check once went over them again and again."""
    data = resummed(body_of(DATA) + b"[[[[" + b'"' + b'\\"' * 500_000 + b"\n")
    assert len(data) < SIZE_LIMIT
    with pytest.raises(SubmissionError):
        read(data)


def test_inconsistent_submission_cannot_be_made() -> None:
    mark = ItemMarks(item="duty", kept=1, partly=0, not_kept=0, not_faced=0, blank=0)
    remark = RemarkFact(text="a")
    for facts, counts in (((remark,), {}), ((mark,), {"item_marks": 1}), ((remark, remark), {"remark": 2})):
        with pytest.raises(ValidationError):
            submission(*facts, counts=counts)


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("张三", "2026年11月", "张三_2026年11月.txt"),
        ("买买提·吐尔逊", "2026年第4季度", "买买提·吐尔逊_2026年第4季度.txt"),
        ("../../etc/passwd", "2026-11", "etc-passwd_2026-11.txt"),
        ('a<>:"/\\|?*\0\n\u202eb', "c", "a-b_c.txt"),
        ("~$CON. ", "NUL.", "$CON_NUL.txt"),
        ("", "\ud800", "-_-.txt"),
    ],
)
def test_file_name_is_safe(name: str, words: str, expected: str) -> None:
    assert suggested_file_name(name, words) == expected


@given(st.text(), st.text())
def test_any_file_name_is_safe(name: str, words: str) -> None:
    suggested = suggested_file_name(name, words)
    assert len(suggested.encode()) <= 255
    assert not set(suggested) & set('<>:"/\\|?*\0\n\r\t')
    assert not suggested.startswith((".", "~"))


ENCODED: dict[str, tuple[Callable[[str], bytes], tuple[Change, ...]]] = {
    "as it was": (lambda text: text.encode(), ()),
    "UTF-8 with a mark": (lambda text: b"\xef\xbb\xbf" + text.encode(), (Change.MARK,)),
    "gb18030": (lambda text: text.encode("gb18030"), (Change.GB18030,)),
    "UTF-16 LE with a mark": (lambda text: b"\xff\xfe" + text.encode("utf-16-le"), (Change.UTF_16_LE,)),
    "UTF-16 LE": (lambda text: text.encode("utf-16-le"), (Change.UTF_16_LE,)),
    "UTF-16 BE with a mark": (lambda text: b"\xfe\xff" + text.encode("utf-16-be"), (Change.UTF_16_BE,)),
    "UTF-16 BE": (lambda text: text.encode("utf-16-be"), (Change.UTF_16_BE,)),
    "UTF-32": (lambda text: text.encode("utf-32-le"), (Change.UTF_32_LE,)),
}
ENDS: dict[str, tuple[Callable[[str], str], tuple[Change, ...]]] = {
    "as they were": (lambda text: text, ()),
    "CRLF": (lambda text: text.replace("\n", "\r\n"), (Change.LINE_ENDS,)),
    "CR": (lambda text: text.replace("\n", "\r"), (Change.LINE_ENDS,)),
    "the first is CRLF": (lambda text: text.replace("\n", "\r\n", 1), (Change.LINE_ENDS,)),
}
BENEATH: dict[str, tuple[Callable[[str], str], tuple[Change, ...]]] = {
    "nothing": (lambda text: text, ()),
    "no newline": (lambda text: text[:-1], (Change.NO_LAST_NEWLINE,)),
    "a newline": (lambda text: text + "\n", (Change.BLANK_LINES,)),
    "blanks": (lambda text: text + " \n\u3000\n\t", (Change.BLANK_LINES,)),
    "blanks in the line": (lambda text: text[:-1] + "  ", (Change.BLANK_LINES,)),
    "a signature": (lambda text: text + "--\n张三  综合处\n", (Change.ADDED,)),
    "the last line again": (lambda text: text + text.splitlines()[-1], (Change.ADDED,)),
}
ABOVE: dict[str, tuple[Callable[[str], str], tuple[Change, ...]]] = {
    "nothing": (lambda text: text, ()),
    "a letter": (lambda text: "书记：\n\n# 附后\n" + text, (Change.ADDED_ABOVE,)),
}


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("beneath", BENEATH)
@pytest.mark.parametrize("above", ABOVE)
def test_what_was_done_on_the_way_is_told_as_exactly_that_and_undone(
    encoding: str, ends: str, beneath: str, above: str
) -> None:
    steps = (BENEATH[beneath], ABOVE[above], ENDS[ends])
    text = DATA.decode()
    for step, _changes in steps:
        text = step(text)
    came = ENCODED[encoding][0](text)
    told = [change for _step, changes in (ENCODED[encoding], *steps) for change in changes]
    assert sorted(as_written(came).changes) == sorted(told)
    assert read(came) == FULL
    assert page_of(as_written(came).data) == PAGE
    assert fingerprint(came) == fingerprint(DATA)
    assert DATA.decode().endswith(f"sha256:{checksum_of(came)}\n")


def test_letters_lost_in_another_encoding_are_told_as_that() -> None:
    lossy = DATA.decode().encode("gbk", errors="replace")
    with pytest.raises(DamagedSubmission) as caught:
        read(lossy)
    assert (caught.value.reason, caught.value.changes) == ("resaved", (Change.GB18030,))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_sentence_changed_is_still_told_whatever_else_was_done(encoding: str) -> None:
    text = DATA.decode().replace('"right":9', '"right":8').replace("\n", "\r\n") + "\r\n-- \r\n"
    changed = text.encode(encoding)
    with pytest.raises(DamagedSubmission) as caught:
        read(changed)
    assert caught.value.reason == "checksum"


def test_of_two_submissions_in_one_file_neither_is_dropped_silently() -> None:
    with pytest.raises(DamagedSubmission) as caught:
        read(DATA + write(WITHOUT_MARKS, PAGE))
    assert caught.value.reason == "several"


legal_text = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029")
    | st.sampled_from("\n\t")
)
legal_line = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029"))
legal_name = legal_line.filter(bool)
counts = st.integers(0, 1_000_000)
uids = st.from_regex(r"[0-9A-Za-z._-]{1,80}", fullmatch=True)
any_fact: st.SearchStrategy[Fact] = st.one_of(
    st.builds(Completeness, answered_days=counts, due_days=counts, late_days=counts),
    st.builds(OnLeave, first_day=st.dates(max_value=date(2026, 1, 1)), last_day=st.just(date(2026, 1, 1)),
              reason=legal_name),
    st.builds(SentenceFact, day=st.dates(), item=legal_name, mark=st.none() | st.sampled_from(Mark),
              sentence=legal_text, late=st.booleans()),
    st.builds(MatterFact, uid=uids, title=legal_name, given_by=legal_line, measure=legal_text, result=legal_text,
              given_day=st.dates(), due_day=st.none() | st.dates(), latest_progress=legal_text, channel=legal_line,
              answered_to=legal_line, item=legal_line),
    st.builds(NoteFact, uid=uids, day=st.dates(), title=legal_name, material=legal_line, quotation=legal_text,
              own_words=legal_text, use_at_work=legal_text, question=legal_text, minutes=counts,
              tags=st.lists(legal_name, max_size=3).map(tuple)),
    st.builds(RemarkFact, text=legal_text),
)  # fmt: skip


@given(
    st.lists(any_fact, max_size=6, unique_by=lambda fact: (fact.fact, getattr(fact, "uid", ""))),
    legal_name,
    legal_line,
    st.datetimes(timezones=st.timezones(), min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29)),  # noqa: DTZ001
    st.text(),
)
def test_any_legal_submission_comes_back(
    facts: list[Fact], name: str, branch: str, made_at: datetime, page: str
) -> None:
    sent = submission(*facts, name=name, branch=branch, made_at=made_at)
    data = write(sent, page)
    assert read(data) == sent
    assert write(read(data), page_of(data)) == data
    assert read(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")) == sent


@given(
    st.lists(any_fact, max_size=3, unique_by=lambda fact: (fact.fact, getattr(fact, "uid", ""))),
    st.text(),
    st.sampled_from(list(ENCODED)),
    st.sampled_from(list(ENDS)),
    st.text(st.characters(codec="utf-8", exclude_characters="{")),
)
def test_any_legal_submission_comes_back_whatever_was_done_on_the_way(
    facts: list[Fact], page: str, encoding: str, ends: str, signature: str
) -> None:
    sent = submission(*facts)
    came = ENCODED[encoding][0](ENDS[ends][0](write(sent, page).decode() + signature))
    assert read(came) == sent
    assert {*ENCODED[encoding][1]} - {*as_written(came).changes} <= {Change.GB18030}  # the same bytes in both


def test_limits_are_what_the_format_says_and_what_just_fits_is_read() -> None:
    assert SIZE_LIMIT == 2_097_152
    sizes = {text: len(write(submission(), "a" * text)) for text in (1, 2)}
    longest = SIZE_LIMIT - sizes[1] + 1
    data = write(submission(), "a" * longest)
    assert len(data) == SIZE_LIMIT
    assert read(data) == submission()
    with pytest.raises(TooLarge):
        write(submission(), "a" * (longest + 1))
    longer = resummed(body_of(data).replace(b"# a", b"# aa", 1))
    for refused in (longer, b" " * (8 * 1024 * 1024 + 1)):
        with pytest.raises(TooLarge):
            read(refused)
    with pytest.raises(NotASubmission):
        read(b"x" * (2 * 1024 * 1024))


def test_a_file_that_another_encoding_made_longer_than_any_submission_is_still_read() -> None:
    data = write(submission(), "a" * (SIZE_LIMIT - 10_000))
    longer = data.decode().encode("utf-16")
    assert len(longer) > SIZE_LIMIT + 1_000_000
    assert read(longer) == submission()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"[[[{}]]]", "nesting"),
        (b"{[[[1]]]}", "nesting"),
        (b"[[{}]]", "line"),
        (b"[[{}],[{}]]", "line"),  # many brackets, but three levels
        (b"[[],[],[],[[[1]]]]", "nesting"),
    ],
)
def test_three_levels_are_parsed_and_four_are_refused_before(line: bytes, reason: str) -> None:
    with pytest.raises(DamagedSubmission) as caught:
        read(resummed(body_of(DATA) + line + b"\n"))
    assert caught.value.reason == reason
    assert caught.value.line == (0 if reason == "nesting" else body_of(DATA).count(b"\n") + 1)


def test_what_says_no_revision_is_the_first() -> None:
    assert submission().header.revision == 1


def test_a_name_is_cut_at_thirty_characters() -> None:
    assert suggested_file_name("字" * 31, "长" * 40) == f"{'字' * 30}_{'长' * 30}.txt"


def test_a_leave_of_one_day_and_a_quiz_all_right_can_be_told_and_the_impossible_cannot() -> None:
    day = date(2026, 11, 2)
    assert OnLeave(first_day=day, last_day=day, reason="出差").last_day == day
    assert QuizFacts(answered=10, right=10).right == 10
    assert QuizFacts(answered=0, right=0).answered == 0
    with pytest.raises(ValidationError):
        OnLeave(first_day=day, last_day=day - timedelta(days=1), reason="出差")
    with pytest.raises(ValidationError):
        QuizFacts(answered=9, right=10)
    with pytest.raises(ValidationError):
        QuizFacts(answered=1_000_001, right=0)


def test_answers_by_topic_make_a_file_that_older_programs_refuse_whole_and_name_nothing_twice() -> None:
    told = (
        QuizTopic(topic="宪法", answered=10, right=9), QuizTopic(topic="监督法", answered=1, right=0),
        QuizQuestion(question="q1", topic="宪法", stem="题干", first_right=True),
    )  # fmt: skip
    sent = submission(*told, format=4)
    assert read(write(sent, PAGE)) == sent
    assert b'"format":4' in write(sent, PAGE)
    for wrong in ({"format": 1}, {"format": 2}, {"format": 3}):
        with pytest.raises(ValidationError):
            submission(*told, **wrong)
    for again in (told[0], told[2]):
        with pytest.raises(ValidationError):
            submission(*told, again, format=4)


def test_the_marked_days_of_an_item_are_all_but_the_blank_ones() -> None:
    assert ItemMarks(item="duty", kept=1, partly=2, not_kept=4, not_faced=8, blank=16).marked == 15


def test_a_note_that_says_no_minutes_has_none() -> None:
    assert NoteFact(uid="n", day=date(2026, 11, 2), title="学").minutes == 0
