"""Catalogues: what is written as .po is read again as it was, and gettext reads what is compiled."""

from __future__ import annotations

from gettext import GNUTranslations
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import words
from content.po import CONTEXT_END, PLURAL_END, mo_bytes, read_po
from content.words import _, catalogue_folder, mark_for_translation, ngettext, use
from tools.words import needing_context, po_text

HEADER = "Plural-Forms: nplurals=1; plural=0;\nContent-Type: text/plain; charset=utf-8\n"
# What people write in messages; a line end of one kind only, since gettext knows no other.
text = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Cs")) | st.sampled_from('\n\t"\\'))
some_text = text.filter(bool)
keys = st.tuples(text, some_text).map(lambda pair: mark_for_translation(pair[1], pair[0]))
plurals = st.just("") | some_text
catalogues = st.dictionaries(keys, st.tuples(plurals, some_text), max_size=6)


def written(catalogue: dict[str, tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """A catalogue of message to plural and Chinese, written as a .po file and read again."""
    return read_po(
        po_text({key: many for key, (many, _words) in catalogue.items()}, {k: w for k, (_m, w) in catalogue.items()})
    )


@given(catalogues)
def test_what_is_written_as_a_catalogue_is_read_again_as_it_was(catalogue: dict[str, tuple[str, str]]) -> None:
    found = written(catalogue)
    del found[""]  # the header, of the file itself
    assert found == {key + (PLURAL_END + many if many else ""): (said,) for key, (many, said) in catalogue.items()}


@given(catalogues)
def test_gettext_reads_what_was_compiled(catalogue: dict[str, tuple[str, str]]) -> None:
    found = GNUTranslations(BytesIO(mo_bytes(written(catalogue))))
    for key, (many, said) in catalogue.items():
        context, end, message = key.rpartition(CONTEXT_END)
        if many and end:
            assert found.npgettext(context, message, many, 2) == said
        elif many:
            assert found.ngettext(message, many, 2) == said
        else:
            assert (found.pgettext(context, message) if end else found.gettext(message)) == said


def test_what_is_not_translated_yet_is_said_as_it_stands_in_the_source() -> None:
    found = GNUTranslations(BytesIO(mo_bytes({"": (HEADER,), "kept": ("做到",), "partly": ("",)})))
    assert [found.gettext("kept"), found.gettext("partly")] == ["做到", "partly"]


@pytest.mark.parametrize("line", ["msgid kept", 'msgid "kept', 'messageid "kept"', "kept"])
def test_a_line_that_is_of_no_catalogue_is_named(line: str) -> None:
    with pytest.raises((ValueError, SyntaxError), match="kept"):
        read_po(f'msgid ""\nmsgstr ""\n\n{line}\nmsgstr "做到"\n')


def test_one_word_with_two_meanings_is_said_by_its_context() -> None:
    assert words._("answer", context="do") == "作答"
    assert words._("answer", context="question") == "答案"
    assert words._("From", context="list") != words._("From", context="problem")
    assert "未报" not in words._("missing", context="options")


def test_a_context_is_never_shown_where_there_is_no_translation() -> None:
    try:
        for language in ("zh", "en"):
            use(language)
            assert words._("no such word", context="nowhere") == "no such word"
            assert words._(mark_for_translation("no such word", "nowhere")) == "no such word"
            assert ngettext("{n} such", "{n} such ones", 1, context="nowhere") == "{n} such"
            assert ngettext("{n} such", "{n} such ones", 2, context="nowhere") == "{n} such ones"
    finally:
        use("zh")


def test_a_message_without_a_context_is_named_where_the_same_one_with_a_context_differs() -> None:
    source = {"answer": "", "do\x04answer": "", "kept": "", "day\x04kept": ""}
    found = needing_context(source, {"answer": "答案", "do\x04answer": "作答", "kept": "做到", "day\x04kept": "做到"})
    assert len(found) == 1
    assert "'answer'" in found[0]
    assert "do" in found[0]


def test_the_program_reads_its_catalogue_as_gettext_does() -> None:
    use("zh")
    catalogue = catalogue_folder() / "zh_CN" / "LC_MESSAGES" / "sixdonts.mo"
    with catalogue.open("rb") as file:
        found = GNUTranslations(file)
    messages = read_po(catalogue.with_suffix(".po").read_text(encoding="utf-8"))
    assert len(messages) > 1000
    for key in filter(None, messages):
        message, _is_plural, many = key.partition(PLURAL_END)
        context, end, english = message.rpartition(CONTEXT_END)
        if many:
            said = found.npgettext(context, english, many, 2) if end else found.ngettext(english, many, 2)
            assert ngettext(english, many, 2, context=context) == said
        else:
            said = found.pgettext(context, english) if end else found.gettext(english)
            assert _(english, context=context) == said
    assert _("a message of nobody") == "a message of nobody"
