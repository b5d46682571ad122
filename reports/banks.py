"""Banks of questions told in lines, and written as the table that an office fills in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from content.catalog import Catalog
from content.importing.bank_plan import BankPlan, Pair
from content.importing.cell_words import written_tags, written_variants
from content.marks import Bilingual
from content.models import FALSE, LETTERS, TRUE, Gap, Pack, Question, QuestionType
from content.words import _, ngettext
from reports.document import Column, Sheet, Table, Workbook

SHOWN = 10
LEAST_OPTIONS = 4
TYPE_NAMES = {
    QuestionType.SINGLE: "单选题",
    QuestionType.MULTIPLE: "多选题",
    QuestionType.TRUE_FALSE: "判断题",
    QuestionType.BLANK: "填空题",
    QuestionType.SHORT: "简答题",
    QuestionType.ORDERING: "排序题",
}
HOW_TO_FILL = (
    "一行一题。必填：题干、答案；选择题、排序题还要填选项。其余各列可以空着，也可以整列删去。",
    "题型可以从下拉列表选；空着时按选项和答案判断。",
    "答案：单选写 B，多选写 ABD，排序写 CABD（正确的先后），判断写 对 或 错。",
    "填空题的空在题干里写作 ____（四个下划线）。几个空的答案一行写一个（单元格里换行按 Alt+Enter），也可以用；隔开。",
    "同一个空有几种写法的用 | 隔开，如：主任会议|主任会议成员。数字写汉字或阿拉伯数字都算对，不必写两种。",
    "简答题的答案写要点，一行一个；答题人自己对照要点。",
    "解析里提到选项时写字母即可：选项出题时会打乱，字母跟着变。写成 {A}、{B} 最稳妥。",
    "依据写清文件和条款，如：《监督法》第十五条第二款；版本写清是哪一年的文本。",
    "编号可以不填。以后要改题干又要保留答题记录的，从一开始就填编号，不再改动。",
    "不得填写涉密内容。",
)


def bank_lines(catalog: Catalog) -> Iterator[str]:
    """Each pack with its questions by type, then by topic."""
    for pack in catalog.packs:
        if not pack.questions:
            continue
        count = len(pack.questions)
        head = ngettext("{title} ({id}, {edition}): {n} question", "{title} ({id}, {edition}): {n} questions", count)
        yield head.format(title=pack.title, id=pack.id, edition=pack.edition, n=count)
        yield "  " + counted_types(pack.questions)
        topics = Counter(str(question.topic) for question in pack.questions)
        yield "  " + _(", ").join(f"{topic} {n}" for topic, n in topics.items())


def counted_types(questions: Sequence[Question]) -> str:
    """How many there are of each type, in one line."""
    counts = Counter(question.type for question in questions)
    return _(", ").join(f"{kind.words} {counts[kind]}" for kind in QuestionType if counts[kind])


def hidden_words(names: Sequence[str]) -> str:
    """Whether hidden sheets are wanted too, as a question."""
    return _("Hidden sheets: {names}. Take these too?").format(names=_(", ").join(names))


def remark_lines(remarks: Sequence[str]) -> Iterator[str]:
    """What of a file is not taken, or otherwise than it may look, a line each."""
    if remarks:
        yield _("please look; of the file:")
        yield from (f"  {remark}" for remark in remarks)


def plan_lines(plan: BankPlan, remarks: Sequence[str] = ()) -> Iterator[str]:
    """What taking a file in would change, in lines; what of the file is not taken after it."""
    if plan.meant:
        words = _("the bank {id} is there already; the file says {meant}. They count as one: if another is meant, give "
                  "it another 题库编号")  # fmt: skip
        yield words.format(id=plan.pack.id, meant=plan.meant)
    n = len(plan.pack.questions)
    yield ngettext("{title}: {n} question in all", "{title}: {n} questions in all", n).format(
        title=plan.pack.title, n=n
    )
    if plan.new:
        yield _("new questions: {n}").format(n=len(plan.new)) + "  " + counted_types(plan.new)
    examples = sum(question.stem.zh in EXAMPLE_STEMS for question in plan.new)
    if examples:
        yield _("{n} of them are examples of the template; take them out of the file first").format(n=examples)
    if plan.same:
        yield _("there already: {n}").format(n=plan.same)
    yield from _pairs(_("changed: {n}"), plan.changed, _change)
    yield from _pairs(
        _("asked the same elsewhere, left out: {n}"),
        plan.doubled,
        lambda one, same: f"{one.stem.zh[:40]} = {same.id}",
    )
    yield from _pairs(
        _("of another pack, left out: {n} (correct such a question where it is asked)"),
        plan.taken,
        lambda one, _other: one.id,
    )
    yield from _pairs(
        _("nearly alike, please look: {n}"),
        plan.alike,
        lambda one, other: (
            f"{one.stem.zh[:32]} | " + _("{title} ({key})").format(title=other.stem.zh[:32], key=other.id)
        ),
    )
    yield from remark_lines(remarks)


def _change(old: Question, new: Question) -> str:
    """What is otherwise in a changed question, in a line."""
    stem = f"{old.stem.zh[:32]} → {new.stem.zh[:32]}" if old.stem != new.stem else new.stem.zh[:48]
    parts = {
        _("type"): ("type",), _("options"): ("options",),
        _("answer", context="question"): ("answer", "gaps", "points", "any_order"),
        _("explanation"): ("explanation",), _("topic"): ("topic",), _("difficulty"): ("difficulty",),
        _("authority"): ("source", "edition"), _("other", context="columns"): ("tags", "fixed_order"),
    }  # fmt: skip
    other = [words for words, names in parts.items() if any(getattr(old, one) != getattr(new, one) for one in names)]
    return _("{what} ({parts})").format(what=stem, parts=_(", ").join(other)) if other else stem


def _pairs(head: str, pairs: Sequence[Pair], words: Callable[[Question, Question], str]) -> Iterator[str]:
    if not pairs:
        return
    yield head.format(n=len(pairs))
    yield from ("  " + " ".join(words(*pair).split()) for pair in pairs[:SHOWN])
    if len(pairs) > SHOWN:
        yield "  " + _("and {n} more").format(n=len(pairs) - SHOWN)


# The table


def bank_workbook(pack: Pack) -> Workbook:
    """The bank as a table that, read again, gives the same bank."""
    most = max([LEAST_OPTIONS, *(len(question.options) for question in pack.questions)])
    columns = list(_columns(pack.questions, most))
    rows = tuple(tuple(cell(question) for _title, _width, cell in columns) for question in pack.questions)
    about = [("题库名称", pack.title), ("题库版本", pack.edition), ("题库来源", pack.source)]
    pairs: list[tuple[str, str]] = [("题库编号", pack.id), ("使用许可", pack.licence)]
    for title, day in (("适用起始日", pack.valid_from), ("适用截止日", pack.valid_until)):
        pairs += [(title, day.isoformat())] if day else []
    for name, text in about:
        pairs += [(name, text.zh), *([(f"{name}（英文）", text.en)] if text.en else [])]
    return _workbook(columns, rows, pairs, pack.title.zh)


def bank_table(pack: Pack) -> Workbook:
    """The same in one table, for a text with commas: what the bank is called stands above the questions."""
    questions, about = bank_workbook(pack).sheets
    heads = tuple(column.title for column in questions.table.columns)
    first, *others = (tuple(map(str, row)) + ("",) * (len(heads) - 2) for row in about.table.rows)
    columns = tuple(Column(text, 10) for text in first)
    return Workbook((Sheet("题库", Table(columns, (*others, heads, *questions.table.rows)), questions.title),))


def template_workbook(today: date) -> Workbook:
    """A table to fill in, with an example of every type."""
    columns = list(_columns((), LEAST_OPTIONS))
    head = [("题库名称", "某处业务题库（请改写）"), ("题库版本", f"{today.year}年"), ("题库来源", "某处编写（请改写）")]
    rows = tuple(tuple(row.get(title, "") for title, _width, _cell in columns) for row in EXAMPLES)
    return _workbook(columns, rows, [*head, *(("说明", text) for text in HOW_TO_FILL)], "题库模板")


_Col = tuple[str, int, Callable[[Question], str]]


def _columns(questions: Sequence[Question], most: int) -> Iterator[_Col]:
    """Title, width and content of each column; those rarely needed only where some question needs them."""

    def used(of: Callable[[Question], object]) -> bool:
        return any(of(question) for question in questions)

    yield "编号", 14, lambda one: one.id
    yield "题型", 7, lambda one: TYPE_NAMES[one.type]
    yield "题干", 36, lambda one: one.stem.zh
    for place, letter in enumerate(LETTERS[:most]):
        yield f"选项{letter}", 14, _option(place, "zh")
    yield "答案", 12, lambda one: _answer(one, "zh")
    yield "解析", 36, lambda one: one.explanation.zh
    yield "知识点", 10, lambda one: one.topic.zh
    yield "难度", 5, lambda one: str(one.difficulty)
    yield "依据", 20, lambda one: one.source.zh
    yield "版本", 10, lambda one: one.edition.zh
    if used(lambda one: one.tags):
        yield "标签", 10, lambda one: written_tags(one.tags)
    if used(lambda one: one.any_order):
        yield "填空不分先后", 6, lambda one: "是" if one.any_order else ""
    if used(lambda one: one.fixed_order):
        yield "选项不打乱", 6, lambda one: "是" if one.fixed_order else ""
    if used(lambda one: one.stem.en):
        yield "题干（英文）", 36, lambda one: one.stem.en
    if used(lambda one: any(option.en for option in one.options)):
        for place, letter in enumerate(LETTERS[:most]):
            yield f"选项{letter}（英文）", 14, _option(place, "en")
    if used(lambda one: _answer(one, "en")):
        yield "答案（英文）", 12, lambda one: _answer(one, "en")
    for title, name in (("解析", "explanation"), ("知识点", "topic"), ("依据", "source"), ("版本", "edition")):
        if used(lambda one, name=name: getattr(one, name).en):  # type: ignore[misc]
            yield f"{title}（英文）", 20, _english(name)


def _english(name: str) -> Callable[[Question], str]:
    def cell(question: Question) -> str:
        text: Bilingual = getattr(question, name)
        return text.en

    return cell


def _option(place: int, language: str) -> Callable[[Question], str]:
    def cell(question: Question) -> str:
        return str(getattr(question.options[place], language)) if place < len(question.options) else ""

    return cell


def _answer(question: Question, language: str) -> str:
    """The key as a cell has it; in English only where something is written."""
    if question.gaps:
        texts = [_gap_texts(gap, language) for gap in question.gaps]
        return "\n".join(map(written_variants, texts)) if all(texts) else ""
    if question.points:
        return "\n".join(getattr(point, language) for point in question.points)
    if language == "en":
        return ""
    if question.type is QuestionType.TRUE_FALSE:
        return {TRUE: "对", FALSE: "错"}[question.answer[0]]
    return "".join(question.answer)


def _gap_texts(gap: Gap, language: str) -> Sequence[str]:
    return gap.en if language == "en" else gap.zh


def _workbook(
    columns: Sequence[_Col], rows: tuple[tuple[str, ...], ...], about: Sequence[tuple[str, str]], title: str
) -> Workbook:
    choices = {"题型": tuple(TYPE_NAMES.values()), "难度": ("1", "2", "3")}
    table = Table(tuple(Column(name, width, choices.get(name, ())) for name, width, _cell in columns), rows)
    pairs = Table((Column("项目", 10), Column("填写", 60)), tuple(about))
    return Workbook((Sheet("题目", table, title), Sheet("题库", pairs, "题库名称和填写说明")))


EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "题型": "单选题",
        "题干": "常委会会议一般由谁召集并主持？",
        "选项A": "秘书长",
        "选项B": "主任",
        "选项C": "办公厅主任",
        "选项D": "法制委员会主任委员",
        "答案": "B",
        "解析": "常委会会议由主任召集并主持；{A}处理的是日常工作。",
        "知识点": "常委会会议",
        "难度": "1",
        "依据": "《地方组织法》第五十一条",
        "版本": "2022年修正",
    },
    {
        "题型": "多选题",
        "题干": "会议通知里应当写明哪些事项？",
        "选项A": "时间",
        "选项B": "地点",
        "选项C": "议题",
        "选项D": "表决结果",
        "答案": "ABC",
        "解析": "{D}要到会后才有。",
        "知识点": "会务",
        "难度": "1",
        "依据": "某处会务规定（示例）",
    },
    {
        "题型": "判断题",
        "题干": "公文印发前，应当有人再核对一遍人名和日期。",
        "答案": "对",
        "解析": "人名、日期出差错，影响最大，也最容易看漏。",
        "知识点": "公文",
        "难度": "1",
        "依据": "某处办文规定（示例）",
    },
    {
        "题型": "填空题",
        "题干": "会议材料在会前____个工作日发出，由____签发。",
        "答案": "三|3\n分管负责人|分管领导",
        "解析": "留出看材料的时间。",
        "知识点": "会务",
        "难度": "2",
        "依据": "某处会务规定（示例）",
    },
    {
        "题型": "简答题",
        "题干": "会后要办哪几件事？",
        "答案": "印发会议纪要\n列出要落实的事项和时限\n跟踪督办",
        "解析": "三件事缺一件，会就没有开完。",
        "知识点": "会务",
        "难度": "2",
        "依据": "某处会务规定（示例）",
    },
    {
        "题型": "排序题",
        "题干": "按先后排列收到一件来文后的步骤。",
        "选项A": "承办",
        "选项B": "签收登记",
        "选项C": "答复",
        "选项D": "初审",
        "答案": "BDAC",
        "解析": "先签收登记，初审后再承办，办完答复。",
        "知识点": "公文",
        "难度": "2",
        "依据": "《党政机关公文处理工作条例》第二十四条",
        "版本": "2012年发布",
    },
)
EXAMPLE_STEMS = frozenset(example["题干"] for example in EXAMPLES)
