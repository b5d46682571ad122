"""The words for an exchange between a person's computers: what comes and goes, and what two say differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from content.dates import day_words
from content.marks import DontLists, Mark, mark_words
from content.words import _, ngettext
from desk.exchange import Exchanged, ExchangeLook
from desk.exchange_folder import JOIN, host, in_quotes
from desk.undo import TITLES
from desk.words.fields import field_words
from desk.words.kinds import called_words, kind_words
from desk.words.values import HOW, value_words
from storage.clock import local_day
from storage.exchange_file import Header, file_name
from storage.exchange_settling import Conflict
from storage.exchanging import Key

LONGEST = 70  # signs shown of a field, from LEAD before the first that differs
LEAD = 8
SHOWN = 3  # names of what is passed over
UNREAD = ("damaged", "locked", "refused", "unnamed")  # why a file of one's own computers may be passed over unread
_INNER = frozenset(
    {"check_uid", "meeting_uid", "meeting_rev", "sha256", "list_id", "edition", "seen", "picks", "pack_id",
     "question_id", "kind", "offered", "original", "extensions", "is_secretary", "steps"}
)  # fmt: skip  # not shown of a record that is deleted on the other side


@dataclass(frozen=True)
class Difference:
    """A field of which two versions say different things, in words."""

    label: str
    here: str
    there: str


def look_lines(look: ExchangeLook) -> Iterator[str]:
    """What exchanging would do: from whom, what comes, what goes, what is passed over."""
    if look.is_other_missing:
        yield _(
            "No file of your other computers is here, though you exchanged before: is it the right stick or folder?"
        )
    elif not look.computers and not look.passed:
        yield _("No other computer of yours has left anything here yet.")
    for header in look.computers:
        yield _computer_words(header)
        if _may_be_own(header, look) and file_name(header.machine) not in open_files(look):
            words = _(
                "  called as this computer: perhaps another one of yours of the same name. Do not delete {file}. If "
                "you have such a one, exchange there too: the time here is then a new one."
            )
            yield words.format(file=file_name(header.machine))
    for one in look.older:
        words = _("{file} is this computer's own, from before its records were set back: it may be deleted")
        yield words.format(file=one.file)
    for passed in look.passed_for("former"):
        yield f"{passed.file} {passed.why}"
    yield from _whose_lines(look)
    yield from _open_lines(look)
    yield from _coming_lines(look)
    if news := _counted(look.outcome.news):
        yield _("Goes: {counts}").format(counts=news)
    if n := len(look.outcome.unsettled):
        words = ngettext(
            "{n} record says one thing here and another there: you will be asked.",
            "{n} records say one thing here and another there: you will be asked.",
            n,
        )
        yield words.format(n=n)
    if look.read.here.machine and look.outcome.is_new:
        yield _("Records here were set back, or this folder is a copy: it goes by a new name from now on.")
    yield from _passed_lines(look)
    yield from _nothing_lines(look)


def _nothing_lines(look: ExchangeLook) -> Iterator[str]:
    """That nothing is new, as far as that is known."""
    if is_nothing(look) and look.passed_for(*UNREAD):
        yield _("Nothing is new here. Whether anything is new in what was not read, nobody knows.")
    elif is_nothing(look) and not look.computers:
        yield _("Nothing is new here.")
    elif is_nothing(look):
        yield _("Nothing is new here or there.")
    elif not (look.outcome.steps or look.outcome.news):
        yield _("Nothing comes or goes; this computer's file is written.")


def _passed_lines(look: ExchangeLook) -> Iterator[str]:
    for one in look.passed:
        if one.kind == "former":
            continue  # said already
        yield _("Passed over: {file} {why}").format(file=one.file, why=one.why)
    if look.unsound:
        yield _("Passed over, not as this program writes it: {names}").format(
            names=_few([_record_words(key) for key in look.unsound])
        )
    if look.read.untouched:
        names = _few(list(look.read.untouched.values()))
        yield _("Stays here as it is, since it cannot be read: {names}").format(names=names)


def unread_words(look: ExchangeLook) -> str:
    """That files of one's own computers could not be read, why is said by `look_lines`; empty where all could."""
    unread = _few([one.file for one in look.passed_for(*UNREAD)])
    lines = [unread and _("Not read, so what is new there is not known: {files}").format(files=unread)]
    if unnamed := [one.file for one in look.passed_for("unnamed")]:
        lines.append(_("If {files} is yours too: --this-is-me").format(files=_few(unnamed)))
    if refused := [one.file for one in look.passed_for("refused")]:
        lines.append(_("If you know that {files} is yours: --take-open").format(files=_few(refused)))
    return "\n".join(filter(None, lines))


def take_open_words(look: ExchangeLook) -> str:
    """The question whether what lies open is to be taken in too; empty where nothing does."""
    files = open_files(look)
    words = _("Take in {files} too, which anybody could have written? If not, only what is sealed is exchanged.")
    return (files and words.format(files=_few(files))) or ""


def whose_words(look: ExchangeLook) -> str:
    """Who would have left the records that come, where nobody said yet who this is; empty where that is no question."""
    if look.profile.name or look.profile.member_no:
        return ""
    one = next((one for one in look.computers if one.name or one.member_no), None)
    return "" if one is None else person_words(one.name, one.member_no)


def person_words(name: str, member_no: str) -> str:
    """What a person is called, by whatever of the two is known."""
    if not (name and member_no):
        return name or member_no
    return _("{name} (no. {member_no})").format(name=name, member_no=member_no)


def am_i_words(look: ExchangeLook) -> str:
    """The question whether the records that would come are one's own; empty where that is known."""
    if name := whose_words(look):
        return _("The records here are {name}'s. Are you {name}?").format(name=name)
    if not look.unnamed:
        return ""
    computers = _few([_computer_words(one.header) for one in look.unnamed])
    words = _(
        "Nobody said whose these records are: {computers}, {n} in all. They and the {here} here become one. Are they "
        "all yours?"
    )
    here = sum(kind != "profile" for kind, _uid in look.read.here.documents)
    return words.format(computers=computers, n=sum(one.records for one in look.unnamed), here=here)


def _is_among_strangers(look: ExchangeLook) -> bool:
    """Whether one's records would lie where so far only other persons' do."""
    is_alone = not look.computers and not look.passed_for("refused")
    return bool(look.passed_for("stranger")) and is_alone and not look.is_written


def _lies_open_beside_locked(look: ExchangeLook) -> bool:
    """Whether one's records would lie open where those of other computers are locked."""
    return look.seal is None and bool(look.passed_for("locked")) and not look.is_written


def open_files(look: ExchangeLook) -> tuple[str, ...]:
    """The files that lie open though this computer's vault is on, but for its own, which is written anew."""
    return tuple(one.file for one in look.lying_open if one.header.machine != look.read.here.machine)


def is_doubtful(look: ExchangeLook) -> bool:
    """Whether one has to agree expressly: the folder may be another or another's, what lies there anybody's."""
    if look.is_other_missing:
        return True
    return _is_among_strangers(look) or _lies_open_beside_locked(look) or bool(open_files(look))


def _whose_lines(look: ExchangeLook) -> Iterator[str]:
    n = sum(kind != "profile" for kind, _uid in look.read.here.documents)
    if n and (name := whose_words(look)):
        words = _(
            "Here nobody said yet who you are, and {n} records are here: they and {name}'s become one. If you are not "
            "{name}, stop and say who you are: {command}"
        )
        yield words.format(n=n, name=name, command="sixdonts profile --name ...")
    if _is_among_strangers(look):
        names = _(", ").join(dict.fromkeys(one.person for one in look.passed_for("stranger")))
        yield _("Only files of {names} lie here; yours would lie beside them, readable for others.").format(names=names)


def _open_lines(look: ExchangeLook) -> Iterator[str]:
    if _lies_open_beside_locked(look):
        yield _("Other computers' files are sealed here; yours would lie open beside them.")
    namesakes = [file_name(one.machine) for one in look.computers if _may_be_own(one, look)]
    for file in open_files(look):
        if file in [one.file for one in look.older]:
            words = _("{file} is this computer's from before, and lies open: whoever had the folder could change it.")
            yield words.format(file=file)
            continue
        if file in namesakes:
            words = _(
                "{file} lies open and is called as this computer: whoever had the folder could change it. If another "
                "computer of yours has this name, run there: {command}. If none has, it is this one's own of before: "
                "after this exchange delete it."
            )
            yield words.format(file=file, command=f"{JOIN} {in_quotes(look.folder)}")
            continue
        words = _(
            "{file} lies open: whoever had the folder could read it and change it. If that computer has not joined "
            "the vault yet, run there: {command}. Then exchange there once more."
        )
        yield words.format(file=file, command=f"{JOIN} {in_quotes(look.folder)}")
    if len(open_files(look)) < len(look.lying_open):
        yield _("This computer's own file lay open here; a sealed one takes its place.")


def _may_be_own(header: Header, look: ExchangeLook) -> bool:
    """Whether a file may be this computer's own of before: setting records back gives it a new name among them."""
    return header.host == host() and header.machine not in look.seen_by


def is_nothing(look: ExchangeLook) -> bool:
    """Whether exchanging would change nothing, here or in the folder."""
    return not look.outcome.steps and look.is_written and look.outcome.counter == look.read.here.counter


def _computer_words(header: Header) -> str:
    try:
        at = datetime.fromisoformat(header.made_at)
        when = _("{day}, {time}").format(day=day_words(local_day(at)), time=f"{at.astimezone():%H:%M}")
    except (ValueError, OverflowError):
        when = ""
    who = header.name or _("nobody said whose")
    return _("{computer} ({who}), written {when}").format(computer=header.host or header.machine, who=who, when=when)


def _coming_lines(look: ExchangeLook) -> Iterator[str]:
    steps, asked = look.outcome.steps, look.outcome.unsettled.keys() & look.read.here.known.keys()
    new = [step.key for step in steps if step.before is None and step.key not in asked]
    again = [step.key for step in steps if step.before is None and step.key in asked]
    gone = [step.key for step in steps if step.after is None]
    changed = [step.key for step in steps if step.before is not None and step.after is not None]
    for words, keys in (
        (_("Comes new: {counts}"), new),
        (_("Deleted here, changed there; comes back until you decide: {counts}"), again),
        (_("Comes changed: {counts}"), changed),
        (_("Goes to the trash: {counts}"), gone),
    ):
        if keys:
            yield words.format(counts=_counted(keys))


def _counted(keys: Iterable[Key]) -> str:
    counts = Counter(kind_words(kind) for kind, _uid in keys)
    return _(", ").join(f"{kind} {n}" for kind, n in counts.items())


def _record_words(key: Key) -> str:
    """A record of which no more is known than its key; of who one is there is one, called as its kind."""
    kind, uid = key
    return kind_words(kind) if uid == kind else f"{kind_words(kind)}  {uid}"


def _few(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    shown = _(", ").join(names[:SHOWN])
    return shown if more <= 0 else _("{names} and {n} more").format(names=shown, n=more)


def exchanged_words(done: Exchanged, look: ExchangeLook) -> str:
    """What was done."""
    if not (done.changed or look.computers):
        return _("This computer's file is written. No other computer's was read; nothing changed here.")
    if not done.changed:
        return _("Exchanged; nothing changed here.")
    words = ngettext("Exchanged; {n} record changed here.", "Exchanged; {n} records changed here.", done.changed)
    return words.format(n=done.changed)


def delete_older_words(look: ExchangeLook) -> str:
    """The question whether this computer's files of before are to go; empty where there are none."""
    unread = len(look.passed_for("former"))
    n = len(look.older) + unread
    if not n:
        return ""
    if not unread:
        words = ngettext(
            "Delete {n} older file of this computer from the folder? All it says is in the new one.",
            "Delete {n} older files of this computer from the folder? All they say is in the new one.",
            n,
        )
        return words.format(n=n)
    words = ngettext(
        "Delete {n} older file of this computer from the folder? It cannot be read any more; what only it says goes.",
        "Delete {n} older files of this computer from the folder? {unread} of them cannot be read any more; what only "
        "they say goes.",
        n,
    )
    return words.format(n=n, unread=unread)


def deleted_older_words(n: int) -> str:
    """That they are gone."""
    return ngettext("{n} older file deleted.", "{n} older files deleted.", n).format(n=n)


# What two computers say differently


def conflict_title(conflict: Conflict) -> str:
    """What is to be decided, in a line: what it is, of which day, what it is called."""
    shown = next((one for one in (conflict.here, *conflict.others) if isinstance(one, dict)), {})
    called = [part for part in called_words(shown) if part]
    return "  ".join((kind_words(conflict.key[0]), *called)) if called else _record_words(conflict.key)


def differences(kind: str, here: Any, there: Any, lists: DontLists) -> list[Difference]:
    """The fields in which two versions of a record of a kind differ; for a text one line. Of one that was deleted all
    that the other says. `lists` have the words for the items of a self-check.
    """
    if isinstance(here, str) or isinstance(there, str) or not (here or there):
        return [Difference(_("Text", context="version"), _whole(here), _whole(there))]
    found, labels, one, other = [], field_words(), here or {}, there or {}
    for name in [*one, *(name for name in other if name not in one)]:
        mine, theirs = one.get(name), other.get(name)
        if name in HOW or (mine or None) == (theirs or None):
            continue
        if not (here and there) and name in _INNER:
            continue
        if name == "answers":
            found += _answer_differences(mine, theirs, _item_words(one or other, lists))
        else:
            found.append(Difference(labels.get(name, name), *(value_words(kind, name, one) for one in (mine, theirs))))
    return found


def side_lines(conflict: Conflict, lists: DontLists) -> Iterator[str]:
    """What stands here and what other computers say, a line each for every field in which they differ."""
    (_own, mine), *others = conflict.sides
    for number, (_chosen, other) in enumerate(others, start=1):
        which = "" if len(others) == 1 else f"{number} "
        if mine is None:
            yield _("This computer: deleted")
        for one in differences(conflict.key[0], mine, other, lists):
            here, there = where_they_part(one.here, one.there)
            if mine is not None:
                yield _("{label}: here {text}").format(label=one.label, text=here)
            if other is not None:
                yield _("{label}: there {text}").format(label=one.label, text=f"{which}{there}")
        if other is None:
            yield _("The other computer: {which}deleted").format(which=which)


def where_they_part(here: str, there: str, longest: int = LONGEST) -> tuple[str, str]:
    """Two texts, each from where they begin to differ when one is too long to be shown whole."""
    if max(len(here), len(there)) <= longest:
        return here, there
    same = next((place for place, (one, other) in enumerate(zip(here, there, strict=False)) if one != other), None)
    begin = max(0, (min(len(here), len(there)) if same is None else same) - min(LEAD, longest // 3))

    def cut(text: str) -> str:
        return "..." * bool(begin) + text[begin : begin + longest] + "..." * (len(text) > begin + longest)

    return cut(here), cut(there)


def _item_words(check: dict[str, Any], lists: DontLists) -> dict[str, str]:
    day = date.fromisoformat(check["day"])
    return {dont.id: str(dont.short) for one in lists.on(day) for dont in one.donts}


def _answer_differences(mine: Any, theirs: Any, names: dict[str, str]) -> list[Difference]:
    one, other = ({answer["item"]: answer for answer in answers or ()} for answers in (mine, theirs))
    return [
        Difference(names.get(item, item), shown, elsewhere)
        for item in dict.fromkeys([*one, *other])
        if (shown := _answer(one.get(item))) != (elsewhere := _answer(other.get(item)))
    ]


def _answer(answer: Any) -> str:
    if not answer or not (answer.get("mark") or answer.get("sentence")):
        return _("blank")
    mark = mark_words(Mark(answer["mark"])) if answer.get("mark") else ""
    return " ".join(part for part in (mark, answer.get("sentence") or "") if part)


def _whole(document: Any) -> str:
    if document is None:
        return _("deleted")
    if isinstance(document, str):
        return document
    title = next((document[name] for name in TITLES if document.get(name)), "")
    return " ".join(str(title).split()) or _("there, with all it says")
