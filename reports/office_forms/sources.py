"""The tables of the records that go into an office's forms, column by column, with what offices call each.

The rows are those of our own tables: a form is another shape for them, never another count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from content.words import _
from reports.document import Cell, Table
from reports.ledger import Ledger, field_rows, field_titles
from reports.office_forms.headings import Records, Source
from storage.records import MatterKind

Names = Sequence[tuple[str, str]]

_OWN = (MatterKind.SHORTFALL, MatterKind.ERROR)
_LINE = ("line", "序号 顺序 No. #")
_NAME = ("name", "姓名 党员姓名 人员姓名 名字")
_REMARKS = ("remarks", "备注 备考")

MATTERS: Mapping[str, str] = dict(
    (
        _LINE,
        ("given_on", "交办日期 交办时间 收到日期 收到时间 布置时间 任务来时"),
        ("given_by", "交办人 交办领导 交办单位 来源 事项来源 任务来源 布置人"),
        ("channel", "方式/文号 文号 来文字号 来文 交办方式 方式"),
        ("title", "事项 交办事项 工作事项 事项内容 事项名称 任务 工作任务 主要内容 内容 工作内容"),
        ("done_by", "承办 承办人 办理人 经办人 责任人 负责人 姓名"),
        ("co_workers", "协办 协办人 配合人 协助人员 配合单位 协办单位"),
        ("due", "时限 办理时限 完成时限 要求完成时间 截止时间 截止日期 办结时限 限办时间 整改时限"),
        ("extended", "延期 延期情况"),
        ("result", "办理结果 结果 完成结果 整改结果 办结情况 办理情况 落实情况 完成情况 整改情况"),
        ("progress", "进展 办理进展 进展情况 工作进展 办理过程 推进情况 办理情况 落实情况 完成情况"),
        ("answered_to", "反馈对象 反馈给 向谁反馈 答复对象 反馈人"),
        ("answered_on", "反馈日期 反馈时间 答复日期 答复时间"),
        ("closed_on", "办结时间 办结日期 完成时间 完成日期 办理完成时间 实际完成时间 整改完成时间 销号时间"),
        ("state", "状态 是否办结 办理状态 办结与否 是否完成"),
        ("kind", "类别 事项类别 类型 种类"),
        ("measure", "整改措施 措施 办理措施 工作措施 下步措施"),
        ("cause", "产生原因 原因 差错原因 原因分析"),
        ("prevention", "防范措施 防止再发生的措施"),
    )
)
SHORTFALLS: Mapping[str, str] = {**MATTERS, "title": f"问题 具体问题 存在问题 具体表现 问题表现 {MATTERS['title']}"}
_DAY = ("day", "日期 时间 学习时间 学习日期")
NOTES = (
    _LINE,
    _DAY,
    ("kind", "类别 形式 学习形式 学习方式 类型"),
    ("title", "标题 题目 学习内容 学习主题 内容 主题"),
    ("material", "学习材料 材料 书目 篇目 学习篇目 出处 文件名称"),
    ("hours", "学时 学时数 时长 课时 小时"),
)
HOURS = (
    ("month", "月份 月"),
    ("group", "集中学习 集中学时 集体学习"),
    ("training", "培训 培训学时 教育培训"),
    ("make_up", "补课 补课学时 补学"),
    ("counted", "计入 合计 学时 学时合计 小计"),
    ("alone", "自学 自学学时 个人自学"),
)
_ITEM = ("item", "条目 对照条目 对照内容 自查内容 六个不让 项目 内容")
_STATES = (
    ("kept", "做到 做到天数"),
    ("partly", "部分做到"),
    ("not_kept", "未做到 没做到"),
    ("not_faced", "不涉及"),
    ("blank", "未填 空白 漏填"),
)
SELF_CHECK = (_ITEM, *_STATES, ("due_days", "应自查天数 应填天数 应查天数 天数"))
SUBMISSIONS = (
    _LINE,
    _NAME,
    ("party_group", "党小组 所在党小组 小组"),
    ("post", "处室职务 处室及职务 单位及职务 职务"),
    ("stands", "报送情况 是否报送 上报情况 提交情况"),
    ("received_on", "报送日期 报送时间 上报时间 提交时间"),
    ("revision", "版次"),
    ("note", "说明 未报送原因 情况说明 原因"),
    ("reminded_on", "催报日期 催报时间 催办时间"),
    _REMARKS,
)
BRANCHES = (_LINE, ("name", "支部 党支部 支部名称 所在支部"), *SUBMISSIONS[4:])
OWN_PROBLEMS: Names = (
    _LINE,
    _NAME,
    ("item", "对照条目 对照内容 条目 类别 问题类别"),
    ("title", "具体表现 问题 存在问题 具体问题 问题表现 主要问题"),
    ("cause", "产生原因 原因 原因分析"),
    ("measure", "整改措施 措施"),
    ("due", "完成时限 整改时限 时限 整改期限"),
    ("progress", "进展 整改进展 进展情况 整改情况 完成情况 落实情况"),
    ("done_on", "完成日期 完成时间 整改完成时间"),
    _REMARKS,
    ("signed", "签名 本人签名 签字"),
)
PROBLEMS = (
    _LINE,
    ("category", "问题类别 类别 对照条目"),
    ("title", "具体问题 问题 存在问题 问题清单 主要问题 具体表现"),
    ("source", "来源 问题来源"),
    ("measure", "整改措施 措施"),
    ("owner", "责任人 整改责任人 责任人员"),
    ("due", "完成时限 整改时限 时限 整改期限"),
    ("progress", "进展 整改进展 进展情况 整改情况 完成情况 落实情况"),
    ("done_on", "完成日期 完成时间 整改完成时间"),
    ("verified_by", "验收人 验收 核验人"),
    ("struck_on", "销号日期 销号时间 销号"),
    _REMARKS,
)
BRANCH_HOURS = (
    _LINE,
    _NAME,
    ("status", "政治面貌"),
    ("party_group", "党小组 所在党小组 小组"),
    ("group", "集中学时 集中学习 集中学习学时"),
    ("training", "培训学时 培训"),
    ("make_up", "补课学时 补课"),
    ("together", "本期合计 合计 小计 学时合计 学时"),
    ("year", "年度累计 累计 累计学时"),
    ("required", "要求 要求学时 应学学时"),
    ("alone", "自学（参考） 自学 自学学时"),
    _REMARKS,
)
REGISTER_HOURS = (
    _LINE,
    _NAME,
    ("party_group", "党小组 所在党小组 小组"),
    ("present", "到会/应到 出勤 出勤情况"),
    ("registered", "集中学时 集中学习 学时 本期合计 合计"),
    ("made_up", "补课学时 补课"),
    ("sent", "个人报送学时"),
    ("other", "另报学时"),
    ("alone", "自学（参考） 自学 自学学时"),
    ("year", "年度累计 累计 累计学时"),
    ("year_sent", "个人报送累计"),
    ("required", "要求 要求学时 应学学时"),
    _REMARKS,
)
BRANCH_SELF_CHECK = (_ITEM, *_STATES, ("n", "人数 统计人数"))


def of_matters(ledger: Ledger) -> Records:
    """What was assigned or decided; one's own shortfalls and errors are no business of who reads such a form."""
    own = len(_only(ledger, *_OWN).closed) + len(_only(ledger, *_OWN).open)
    words = _("Shortfalls and errors are not in it: {n} ({option}).")
    found = _of_fields(field_rows(_only(ledger, MatterKind.ASSIGNED, MatterKind.DECISION)), MATTERS)
    return replace(found, remark=words.format(n=own, option="--table shortfalls") if own else "")


def of_shortfalls(ledger: Ledger) -> Records:
    """Those of a ledger that are shortfalls or errors."""
    return _of_fields(field_rows(_only(ledger, *_OWN)), SHORTFALLS)


def _only(ledger: Ledger, *kinds: MatterKind) -> Ledger:
    closed, still = (tuple(one for one in some if one.kind in kinds) for some in (ledger.closed, ledger.open))
    return replace(ledger, closed=closed, open=still)


def _of_fields(rows: Iterable[Mapping[str, Cell]], names: Mapping[str, str]) -> Records:
    titles = field_titles()
    return Records(
        tuple(Source(key, titles[key], tuple(aliases.split())) for key, aliases in names.items()), tuple(rows)
    )


def of_table(table: Table, names: Names) -> Records:
    """A table of our own, its columns called by these names in their order; without its last row where that is a sum.

    A form counts its own sums.
    """
    sources = tuple(
        Source(key, column.title, tuple(aliases.split()))
        for column, (key, aliases) in zip(table.columns, names, strict=True)
    )
    keys = [key for key, _aliases in names]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    return Records(sources, tuple(row for row in rows if row.get("line") != ""))


def by_month_names(table: Table, *, is_of_branches: bool) -> Names:
    """The names of a longer period's table, which has a column a month: they are called as our table calls them."""
    head = BRANCHES[:2] if is_of_branches else SUBMISSIONS[:3]
    months = table.columns[len(head) : -1]
    return (*head, *((f"unit_{place}", "") for place in range(1, len(months) + 1)), ("came", "已报送 报送率"))


def table_words(name: str) -> str:
    """What a table of the records is called."""
    return {
        "matters": _("Ledger of matters"), "shortfalls": _("Shortfalls and errors"), "notes": _("Study notes"),
        "hours": _("Hours by month"), "self-check": _("Self-check by item"),
        "branch-submissions": _("Who handed in"), "branch-problems": _("The branch's problems"),
        "branch-own-problems": _("Members' problems"), "branch-hours": _("The branch's hours"),
        "branch-self-check": _("The branch's self-check"),
    }[name]  # fmt: skip
