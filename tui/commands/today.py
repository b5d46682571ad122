"""`today`: the day's items one after another in a plain terminal, or from a pipe."""

from __future__ import annotations

import unicodedata
from datetime import date

from content.dates import day_words, weekday_words
from content.marks import Dont, DontList, Mark, mark_words
from content.words import _, mark_for_translation
from desk.answer import Answered, due_words_since, needs_reason, save_answer, sentence_fault, writing_day
from desk.desk import Desk
from storage.errors import ChangedElsewhere
from tui.commands.answers import Answers, NotUnderstood
from tui.commands.base import PAST_DAY, CouldNot, command, option, pass_desk, say

MARKS = {"1": Mark.KEPT, "2": Mark.PARTLY, "3": Mark.NOT_KEPT, "4": Mark.NOT_FACED}


@command(
    help=mark_for_translation(
        "Check today's items one after another.\n\n"
        "A digit marks, 0 leaves an item as it is; each answer is saved at once. Ctrl+C ends and keeps what was "
        "answered. From a pipe: a line an item, and after 2 or 3 a line for the sentence, which may be empty. A mark "
        "or sentence that changes one of a day gone by is followed at once by a line with the reason, before any "
        "other. The first line that is not understood is named and ends it."
    )
)
@option("--day", type=PAST_DAY, help=mark_for_translation("Another day, filled in late: 2026-11-20 or 11-20."))
@pass_desk
def today(desk: Desk, day: date | None) -> None:
    """Ask the items of the day, saving each answer as it is given."""
    day = day or desk.today()
    lists = desk.lists.on(day)
    kind = desk.calendar.kind_of(day)
    say(f"{day_words(day)} {weekday_words(day)} {kind.words}")
    if not kind.is_workday:
        say(_("A day off asks nothing; it can be answered all the same."))
    if day < desk.today():
        say(_("What is filled in now is recorded as late."))
    answers, fault = Answers(), None
    is_left = False
    try:
        for place, dont_list in enumerate(lists):
            if place:
                say()
                say(_("Own list: {title}").format(title=dont_list.title))
            for number, dont in enumerate(dont_list.donts, start=1):
                _ask(desk, answers, day, number, dont_list, dont)
    except (KeyboardInterrupt, EOFError):
        say()
        is_left = True
    except NotUnderstood as error:
        say()
        fault = error
    after = desk.glance(day)
    counts = [one.answered(after.marks) for one in lists]
    done, items = (sum(numbers) for numbers in zip(*counts, strict=True))
    words = (
        _("Saved. Checked {done} / {all}.")
        if answers.has_saved
        else _("Nothing new was saved. Checked {done} / {all}.")
    )
    if is_left and not answers.has_saved:
        raise CouldNot(words.format(done=done, all=items))
    say(words.format(done=done, all=items))
    answers.end(fault)


def _ask(desk: Desk, answers: Answers, day: date, number: int, dont_list: DontList, dont: Dont) -> None:
    seen = desk.glance(day)
    say()
    say(f"{number}. {dont.official}")
    say(f"   {dont.question_of(day, head=seen.role == 'head')}")
    said = seen.sentences.get(dont.id, "")
    say("   " + _("Now: {mark}").format(mark=mark_words(seen.marks.get(dont.id))) + (f"  {said}" if said else ""))
    choices = " ".join(f"{digit}{choice.words}" for digit, choice in MARKS.items())
    chosen = answers.key(f"   {choices} 0" + _("leave as it is") + " > ")
    while chosen not in ("", "0", *MARKS):
        answers.again(_("{item} wants 1, 2, 3, 4 or 0.").format(item=dont.short))
        chosen = answers.key("   " + _("Please type 1, 2, 3, 4 or 0: "))
    if chosen not in MARKS or MARKS[chosen] is seen.marks.get(dont.id):
        return
    reason = _why(answers, needs_reason(seen, day, desk.today(), dont.id, mark=MARKS[chosen]))
    shown = {"mark": seen.marks.get(dont.id)}
    try:
        saved = save_answer(desk, day, dont_list, dont.id, seen=shown, mark=MARKS[chosen], reason=reason)
    except ChangedElsewhere:
        answers.again(_("it was changed elsewhere meanwhile."))
        say("   " + _("It was changed elsewhere meanwhile; nothing was saved. Please answer again."))
        _ask(desk, answers, day, number, dont_list, dont)
        return
    answers.has_saved = True
    _say_since(saved)
    if MARKS[chosen] in (Mark.PARTLY, Mark.NOT_KEPT):
        _ask_sentence(desk, answers, day, dont_list, dont.id, said)


def _ask_sentence(desk: Desk, answers: Answers, day: date, dont_list: DontList, item: str, said: str) -> None:
    from storage.records import clean_line

    begun_at = desk.now()
    sentence = clean_line(answers.line("   " + _("A sentence about it (may stay empty): ")))
    begun_day = writing_day(begun_at, desk.now())
    if answers.is_piped and unicodedata.normalize("NFKC", sentence) in ("0", *MARKS):
        answers.again(_("here a sentence about the item is expected; leave the line empty for none."))
    if fault := sentence_fault(sentence):
        answers.again(fault)
        say(fault)
        _ask_sentence(desk, answers, day, dont_list, item, said)
    elif sentence:
        reason = _why(answers, needs_reason(desk.glance(day), day, begun_day, item, sentence=sentence))
        shown = {"sentence": said}
        try:
            saved = save_answer(
                desk, day, dont_list, item, seen=shown, begun_day=begun_day, sentence=sentence, reason=reason
            )
        except ChangedElsewhere as error:
            answers.again(_("it was changed elsewhere meanwhile."))
            there = error.there.sentence
            say("   " + _("Changed elsewhere meanwhile, it says now: {there}").format(there=there or _("blank")))
            _ask_sentence(desk, answers, day, dont_list, item, there)
            return
        answers.has_saved = True
        _say_since(saved)


def _why(answers: Answers, is_asked: bool) -> str:
    """Why an answer is changed after its day; empty when that needs no reason."""
    from storage.records import clean_line

    reason = ""
    while is_asked and not reason:
        reason = clean_line(answers.line("   " + _("Why is it changed now? The old answer is kept: ")))
        if not reason:
            answers.again(_("an answer given on its day is changed only with a reason."))
    return reason


def _say_since(saved: Answered) -> None:
    if saved.due_since is not None:
        say("   " + due_words_since(saved.due_since))
