from __future__ import annotations

from pathlib import Path

import pytest

from content.period import Period
from content.words import use
from desk.branch import look_through, take_in
from desk.branch_receipts import send_back
from desk.branch_reminding import reminder_text, to_remind
from desk.branch_report import report_of
from desk.desk import Desk
from desk.roster import look, save_roster
from desk.words.branch import file_labels, why_words
from reports.branch_tables import submissions
from reports.refused_files import asked_again_words, refused_words
from storage.branch_records import Batch
from storage.collecting import DecisionKind, read_file
from storage.standings import MemberStanding, Standing
from storage.submission import DamagedSubmission, read, write
from tests.desk.conftest import MONDAY
from tests.moments import local
from tests.screens.sending import inbox, roster_file, submission

NOVEMBER, TODAY = Period.parse("2026-11"), MONDAY.date()


@pytest.fixture
def secretary(desk: Desk, tmp_path: Path) -> Desk:
    """The secretary's desk, with a roster of four."""
    assert save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部")) == 4
    return desk


def test_missing_is_who_sent_nothing_and_is_not_on_leave(secretary: Desk, tmp_path: Path) -> None:
    ledger = secretary.branch
    ledger.take_in(ledger.look([inbox(tmp_path)], NOVEMBER))
    ledger.choose("3", NOVEMBER, "leave", "休假")
    found = ledger.standings(NOVEMBER)
    assert [one.member.name for one in found] == ["张三", "李四", "王五", "赵六"]
    assert [one.member.name for one in found if one.is_missing] == ["赵六"]


def test_a_file_for_another_period_is_its_members_and_makes_nobody_else_stand_so(
    secretary: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(submission("003"))
    october = Period.parse("2026-10")
    take_in(secretary, look_through(secretary, folder, october), frozenset(), october)
    found = {one.member.name: one.standing for one in secretary.branch.standings(october)}
    assert found == {
        "张三": Standing.MISSING, "李四": Standing.MISSING, "王五": Standing.WRONG_PERIOD, "赵六": Standing.MISSING,
    }  # fmt: skip


def test_what_was_not_taken_in_is_its_members_only_where_the_roster_knows_them_and_somebody_may_choose(
    secretary: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(submission("003"))
    take_in(secretary, look_through(secretary, folder, NOVEMBER), frozenset(), NOVEMBER)
    (folder / "b.txt").write_bytes(submission("099"))
    take_in(secretary, look_through(secretary, folder, NOVEMBER), frozenset(), NOVEMBER)
    found = secretary.branch.standings(NOVEMBER)
    assert [one.refused for one in found] == [(), (), (), ()]
    assert found[2].standing is Standing.RECEIVED


def test_what_was_returned_once_stays_returned_when_the_revision_after_it_is_undone(
    secretary: Desk, tmp_path: Path
) -> None:
    take(secretary, tmp_path, "1.txt", submission("001"))
    send_back(secretary, of_first(secretary), NOVEMBER, "请补充原因")
    later = take(secretary, tmp_path, "2.txt", submission("001", revision=2, made_at=local(2026, 11, 24, 9)))
    send_back(secretary, of_first(secretary), NOVEMBER, "仍缺原因")
    secretary.branch.undo(later)
    assert of_first(secretary).standing is Standing.RETURNED


def take(desk: Desk, folder: Path, name: str, content: bytes) -> Batch:
    path = folder / name
    path.write_bytes(content)
    return take_in(desk, tuple(desk.branch.look([path], NOVEMBER)), frozenset(), NOVEMBER)


def of_first(desk: Desk) -> MemberStanding:
    return next(one for one in desk.branch.standings(NOVEMBER) if one.member.member_no == "001")


def test_a_file_with_the_number_of_one_and_the_name_of_another_never_stands_for_either(
    secretary: Desk, tmp_path: Path
) -> None:
    use("zh")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(submission("003", name="赵六"))
    found = look_through(secretary, folder, NOVEMBER)
    [why] = (why_words(one, file_labels([one.path])) for one in found)
    assert "赵六" in why
    assert "王五" in why
    take_in(secretary, found, frozenset({folder / "a.txt"}), NOVEMBER)
    stands = {one.member.name: one for one in secretary.branch.standings(NOVEMBER)}
    assert (stands["王五"].standing, stands["赵六"].standing) == (Standing.MISSING, Standing.IN_DOUBT)
    assert refused_words(stands["王五"]) == ["赵六的材料误写此编号"], "beside the one whose number it is"


@pytest.mark.parametrize(("name", "whom"), [
    ("赵六_2026年11月.txt", ["赵六"]), ("004_赵六_2026年11月（1）.txt", ["赵六"]), ("赵六.txt", ["赵六"]),
    ("赵六_2026年10月.txt", []), ("赵六六_2026年11月.txt", []), ("a.txt", []), ("王五、赵六.txt", []),
])  # fmt: skip
def test_a_damaged_file_is_said_of_the_member_whom_its_name_names(
    secretary: Desk, tmp_path: Path, name: str, whom: list[str]
) -> None:
    use("zh")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(submission("004").replace(b"18", b"19"))
    take_in(secretary, look_through(secretary, folder, NOVEMBER), frozenset(), NOVEMBER)
    found = secretary.branch.standings(NOVEMBER)
    assert [one.member.name for one in found if refused_words(one) == ["材料被改动过，请重报"]] == whom
    assert ("赵六（材料被改动过，请重报）" in reminder_text(found, NOVEMBER)) == bool(whom)
    (folder / name).write_bytes(submission("004"))
    take_in(secretary, look_through(secretary, folder, NOVEMBER), frozenset(), NOVEMBER)
    assert [one.standing for one in secretary.branch.standings(NOVEMBER)][3] is Standing.RECEIVED


@pytest.mark.slow
def test_a_file_cut_anywhere_is_damaged_by_every_name_it_is_given_and_in_every_list(
    secretary: Desk, tmp_path: Path
) -> None:
    """From nothing at all to all but its last line: looked at, taken in, inspected and listed it is the same."""
    use("zh")
    page = "                  2026年11月“六个不让”自查小结\n\n第一党支部：\n    已自查18天"
    whole = write(read(submission("004")), page)
    folder = tmp_path / "in"
    folder.mkdir()
    file = folder / "赵六_2026年11月.txt"
    for end in range(whole.rindex(b"sha256:")):
        file.write_bytes(whole[:end])
        [found] = look_through(secretary, folder, NOVEMBER)
        assert found.kind is DecisionKind.DAMAGED, whole[:end].decode(errors="replace")
        assert found.detail == ("last_line" if whole[:end].strip() else "empty")
        with pytest.raises(DamagedSubmission, match=found.detail):
            read_file(file)
        if end % 100 == 0:  # what is noted goes by what was found
            take_in(secretary, (found,), frozenset(), NOVEMBER)
            assert refused_words(secretary.branch.standings(NOVEMBER)[3]) == ["材料不完整，请重报"]


PAGE_BEGINS = "#                  2026年11月“六个不让”自查小结\n"


@pytest.mark.parametrize(("name", "content", "is_damaged"), [
    ("会议_2026年11月安排.txt", "#会议安排\n9点半 代表法\n", False),
    ("会议_2026年11月安排.txt", "#", False),
    ("会议_2026年11月.txt", "#", False),  # as we make it, but nobody is called so
    ("会议_2026年11月.txt", "", False),
    ("赵六_2026年11月会议.txt", "# ", False),
    ("赵六_2026年11月.txt", "#会议安排\n", False),  # enough is there to tell that it is something else
    ("赵六_2026年11月.txt", "# 会议安排\n# 9点半\n", False),
    ("赵六_2026年11月.txt", "会议安排\n", False),
    ("赵六_2026年11月.txt", "", True),
    ("赵六_2026年11月.txt", "#", True),
    ("赵六_2026年11月.txt", "# ", True),
    ("赵六_2026年11月_第2版.txt", "# ", True),
    ("赵六_004_2026年11月 (1).txt", "# ", True),
    ("赵六_2026年第4季度.txt", "# ", True),
    ("赵六_2026年11月1日至11月15日.txt", "# ", True),
    ("赵六_November-2026_rev3.txt", "# ", True),
    ("随便.txt", PAGE_BEGINS, True),
    ("随便.txt", PAGE_BEGINS[:20], True),
    ("会议_2026年11月安排.txt", PAGE_BEGINS + '{"fact":"hea', True),
])  # fmt: skip
def test_what_begins_as_we_begin_is_damaged_and_of_too_few_bytes_only_what_a_member_is_named_on(
    secretary: Desk, tmp_path: Path, name: str, content: str, *, is_damaged: bool
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_text(content, encoding="utf-8", newline="")
    [found] = look_through(secretary, folder, NOVEMBER)
    assert found.kind is (DecisionKind.DAMAGED if is_damaged else DecisionKind.FOREIGN)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-32-be"])
def test_a_file_saved_in_another_encoding_and_cut_before_its_header_is_damaged(
    secretary: Desk, tmp_path: Path, encoding: str
) -> None:
    page = "                  2026年11月“六个不让”自查小结\n\n第一党支部：\n    已自查18天"
    whole = write(read(submission("004")), page).decode()
    data = whole[: whole.index("{")].encode(encoding)
    named, own = tmp_path / "赵六_2026年11月.txt", tmp_path / "赵六.txt"
    for end in range(len("#".encode(encoding)), len(data)):
        named.write_bytes(data[:end])
        [found] = secretary.branch.look([named], NOVEMBER)
        assert (found.kind, found.detail) == (DecisionKind.DAMAGED, "last_line"), end
    own.write_bytes(data[:-1])
    [found] = secretary.branch.look([own], NOVEMBER)
    assert (found.kind, found.detail) == (DecisionKind.DAMAGED, "last_line")
    own.write_text("# 会议记录\n\n不是报送材料。\n", encoding=encoding)
    [found] = secretary.branch.look([own], NOVEMBER)
    assert found.kind is DecisionKind.FOREIGN


def test_a_file_under_a_name_of_ones_own_is_known_to_be_cut_from_its_middle_title_on(
    secretary: Desk, tmp_path: Path
) -> None:
    whole = write(read(submission("004")), "                  2026年11月“六个不让”自查小结\n\n第一党支部：")
    file = tmp_path / "赵六.txt"
    for end in range(len("#  "), whole.rindex(b"sha256:")):
        file.write_bytes(whole[:end])
        [found] = secretary.branch.look([file], NOVEMBER)
        assert (found.kind, found.detail) == (DecisionKind.DAMAGED, "last_line"), end


@pytest.mark.parametrize(("name", "whom"), [
    ("赵六_2026年11月.doc", ["赵六"]), ("赵六.zip", ["赵六"]), ("赵六.jpg", ["赵六"]), ("处室.zip", []),
    ("~$赵六.docx", []), ("赵六_2026年10月.doc", []),
])  # fmt: skip
def test_what_is_no_submission_but_has_a_members_name_is_said_of_that_member(
    secretary: Desk, tmp_path: Path, name: str, whom: list[str]
) -> None:
    use("zh")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(b"PK\x03\x04 something else")
    taken_with_link(secretary, folder, tmp_path)
    found = secretary.branch.standings(NOVEMBER)
    said = {one.member.name: refused_words(one) for one in found if refused_words(one)}
    assert said == {
        "王五": ["交来的不是报送材料，请重报", "王五.txt"],
        **{who: [sent_as(name), name] for who in whom},
    }
    assert ("赵六（交来的是" in reminder_text(found, NOVEMBER)) == bool(whom)
    assert {one.standing for one in found} == {Standing.MISSING}, "what cannot be read leaves everybody as they stood"


def test_of_a_file_that_was_unreadable_once_what_is_found_last_is_said(secretary: Desk, tmp_path: Path) -> None:
    use("zh")
    take(secretary, tmp_path, "张三.txt", b"PK\x03\x04 something else")
    take(secretary, tmp_path, "张三.txt", submission("001")[:-80])
    assert refused_words(of_first(secretary)) == ["材料不完整，请重报"]


def sent_as(name: str) -> str:
    return {
        ".doc": "交来的是Word文件，请交.txt报送文件",
        ".zip": "交来的是压缩包，请解压后交.txt报送文件",
        ".jpg": "交来的是图片，请交.txt报送文件",
    }[Path(name).suffix]


@pytest.mark.parametrize(("name", "content", "said"), [
    ("赵六.docx", b"PK\x03\x04 [Content_Types].xml", "交来的是Word文件"),
    ("赵六.XLSX", b"PK\x03\x04 [Content_Types].xml", "交来的是Excel文件"),
    ("赵六.txt", b"PK\x03\x04 [Content_Types].xml", "交来的是Word或Excel文件"),
    ("赵六.pdf", b"%PDF-1.7", "交来的是PDF文件"),
    ("赵六.txt", b"%PDF-1.7", "交来的是PDF文件"),
    ("赵六", b"\xff\xd8\xff\xe0", "交来的是图片"),
    ("赵六.txt", "大家好".encode(), "交来的不是报送材料，请重报"),
])  # fmt: skip
def test_what_kind_of_file_came_instead_is_said_by_its_ending_or_its_first_bytes(
    secretary: Desk, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    use("zh")
    take(secretary, tmp_path, name, content)
    [words, file] = refused_words(secretary.branch.standings(NOVEMBER)[3])
    assert words.partition("，请交")[0] == said
    assert file == name


@pytest.mark.parametrize(("name", "content", "said"), [
    ("张三_2026年11月_第2版.txt", (PAGE_BEGINS * 9).encode()[:300], "第2版不完整，请重报"),
    ("张三_2026年11月_第2版 (1).txt", submission("001", revision=2).replace(b"18", b"19"), "第2版被改动过，请重报"),
    ("张三_2026年11月_第2版.docx", b"PK\x03\x04 something", "第2版是Word文件，请交.txt报送文件"),
    ("张三_2026年11月.txt", (PAGE_BEGINS * 9).encode()[:300], ""),  # it may be the very file that counts
    ("张三_2026年11月_第1版.txt", (PAGE_BEGINS * 9).encode()[:300], ""),
])  # fmt: skip
def test_a_later_revision_that_is_spoilt_is_asked_for_again_until_a_newer_one_counts(
    secretary: Desk, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    use("zh")
    for folder in ("first", "later"):
        (tmp_path / folder).mkdir()
    take(secretary, tmp_path / "first", "张三_2026年11月.txt", submission("001"))
    take(secretary, tmp_path / "later", name, content)
    found = of_first(secretary)
    assert found.standing is Standing.RECEIVED
    assert asked_again_words(found) == ([said] if said else [])
    wanted = to_remind(secretary.branch.standings(NOVEMBER), TODAY)
    assert (f"张三（{said}）" in reminder_text(wanted, NOVEMBER)) == bool(said)
    assert submissions(report_of(secretary, NOVEMBER)).rows[0][7] == said
    newer = submission("001", revision=2, made_at=local(2026, 11, 24, 9))
    take(secretary, tmp_path / "later", "张三_2026年11月_第2版.txt", newer)
    assert asked_again_words(of_first(secretary)) == []
    assert "张三" not in reminder_text(to_remind(secretary.branch.standings(NOVEMBER), TODAY), NOVEMBER)


def taken_with_link(desk: Desk, folder: Path, away: Path) -> None:
    """A folder taken in, in which there is a link to a member's file elsewhere too."""
    (away / "elsewhere.txt").write_bytes(submission("003"))
    (folder / "王五.txt").symlink_to(away / "elsewhere.txt")
    take_in(desk, look_through(desk, folder, NOVEMBER), frozenset(), NOVEMBER)
