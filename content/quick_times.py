"""The words of time in a line, by class: what may be the due day, what only asks, and what only looks like a day.

Classes stand in an order. A match of an earlier class covers its words, so that 12号 in 〔2026〕12号 is no day and 5日
in 每月5日 is no day of this month. Within a class the longer pattern stands first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"  # a day or a month
COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
YEAR = r"(?:\d{4}年?|(?<!\d)\d{2}年|[〇○零一二三四五六七八九]{4}年|[今明后]年)"
WEEKDAY = r"(?:本|这|上|下+)?个?(?:周|星期|礼拜)[一二三四五六日天](?!鸣|致|边)"
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH_EN = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_WEEKDAY_EN = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"
DATE = (
    rf"(?:(?<![\d.])\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}(?![\d])|(?<!\d)20\d{{6}}(?!\d)|"
    rf"(?:{YEAR}\s?|(?<![\d.年]))(?:{N}|元)\s?月\s?{N}(?:\s?[日号]|(?!\d|[个份次天]))|"
    r"(?<![\d.])\d{1,2}[./]\d{1,2}[日号]|"
    rf"(?:(?:下+个?月|本月|这个月)\s?|(?<![\d.年月第]))(?:{N})[日号](?!线|院|馆|包|机|楼|桌))"
)
_BOUNDED_DAYS = (
    rf"(?<![\d.一二三四五六七八九十第两几数]){COUNT}\s?(?:个?(?:工作日|自然日|天|日|周|星期|礼拜)|个月)(?:以内|之内|内)"
)
_BOUND_MONTH = rf"(?:{YEAR}|本|这个|下+个?)?\s?(?:(?<!\d)(?:{N}|元))?月[底末]"
HOLIDAY = (
    r"(?:元旦|春节|除夕|小年|元宵|清明|立[春夏秋冬]|惊蛰|[春秋]分|谷雨|小满|芒种|[夏冬]至|[小大处]暑|白露|寒露|霜降|"
    r"[小大][雪寒]|重阳|腊八|圣诞|"
    r"五一|端午|七一|八一|中秋|国庆|十一|双节|两节|过年|年关|新年|劳动节|"
    r"(?:全国)?两会)"
)
_SPAN = r"(?:至|到|-|—+|~|～|–)"
HOUR = (
    r"(?:(?:凌晨|清晨|早上|早晨|上午|中午|正午|午后|下午|傍晚|晚上|晚)\s?)?"
    r"(?<![\d.])(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
    r"(?:(?::\d{2}){1,2}|点(?:半|一刻|三刻|整|钟|\d{1,2}分?)?(?!建议|意见|要求|想法|体会|希望|说明|内容|工作|问题|名|评|赞|位|击)"
    r"|时(?:半|整|\d{1,2}分?)?(?!代|间|候|期|限|段|事|常))"
)
DAYTIME = r"凌晨|清晨|早上|早晨|上午|中午|正午|午后|下午|傍晚|晚上|夜间"
MEASURES = (
    r"份|楼|室|万|亿|元(?!旦|月|宵)|人(?!大|民|事|员|才|选|力|口|社)|名(?!单|册|称|额)|位|次(?!年|日|月)|条(?!例)|件|页|"
    r"篇|场|层|栋|台|套|岁|米|公里|平方|%|字|稿|户|桌|席|把|册|箱|盒|遍|轮|批|吨|kg|km"
)


class Kind(StrEnum):
    """What words of time are taken for."""

    NO_TIME = "no_time"
    PAST = "past"
    REPEAT = "repeat"
    EVENT = "event"
    PERIOD = "period"
    FUZZY = "fuzzy"
    VAGUE = "vague"  # 尽快: fuzzy, but beside a due day it says nothing more
    DAY = "day"
    PAIR = "pair"
    HOUR = "hour"
    LEFT = "left"


@dataclass(frozen=True)
class Time:
    """Words of time in a line, from `start` up to `end`; of a day `words` is the day alone, `weekday` what stands by.

    keeps: whether the words say more than the day, such as 今晚, so that they stay in the title.
    """

    kind: Kind
    start: int
    end: int
    words: str
    weekday: str
    keeps: bool


def fold_width(line: str) -> str:
    """The line with its full-width letters, figures and signs made narrow, each at its place."""
    return "".join(
        chr(ord(sign) - 0xFEE0) if "\uff01" <= sign <= "\uff5e" else " " if sign == "\u3000" else sign for sign in line
    )


_PLANNED = "工作|重点|计划|预算|总结|安排|任务|要点|立法|监督|小结|考勤|主要|各项|度"
_MONTHLY = "的|考勤|工作|统计|报表|月报|台账|数据|工资|账|预算|情况|汇总"
_HOUSES = "楼|桌|会议室|文件?|门|线|院|厅|室|车|馆|包|机|展|议案|建议|令|提案|柜|库|窗口|岗|牌"
_NUMBERED = "附件|附表|附录|议题|议案|提案|建议|会议室|窗口|考场|卷宗|分机|房间|编号|工号|序号|页码|no\\."
_BEFORE = "(?:之前|以前|前)"
_WITHIN = "(?:之内|以内|内)"
# What has a day by its name: 宪法日前 is before that day, 办公厅日前 is lately.
_NAMED = "宪法|消防|档案|读书|环境|禁毒|安全|教育|宣传|公祭|接待|开放|选举|投票|纳税|截稿|工作|植树|会议|开标|发布"
_NO_TIME = (
    r"《[^《》]{1,80}》",
    r"[〔\[【(]\s*\d{4}\s*[〕\]】)]\s*第?\s*\d+\s*号(?:文件?|令)?(?:\s?[、,和及]\s?\d+号(?!前|之前|以前))*",
    rf"第\s*(?:\d+|[一二三四五六七八九十百]+)\s*{_SPAN}?\s*\d*\s*(?:号|次|届|期|批|条|章|款|项|版|轮|组|名|稿|份|页|集|讲|课)",
    r"\+\d{1,3}[ -]\d[\d -]{4,}\d",
    r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)",
    r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)",
    r"(?<!\d)\d{9,}(?!\d)",
    r"\(包?含(?:本数|[当本]?[日天])?\)",  # 12月4日（含）前
    r"(?<!\d)\d{1,3}/\d{1,3}\s*(?:以上|以下|多数|委员|代表|幅|版|页|桌|人|的)",
    rf"(?<![\d.])\d+(?:[./、-]\d+)*\s?(?:{_SPAN}\s?\d+(?:\.\d+)?\s?)?(?:{MEASURES})",
    r"(?<![\d.])\d+(?:\.\d+)?(?:张(?!副?(?:主任|处(?!室)|局|科长|书记|秘书|主席|部长|总))|把|家|处|组|期|届|种|类|批|块|幅|支|盒|箱|袋|瓶|桌|项(?!目)|本(?!月|周|季|年))",
    r"(?<![\d.])\d+(?:\.\d+)?个(?!月|工作日|自然日|小时|星期|礼拜|周)",
    rf"(?<!\d)\d+\s?(?:{_SPAN}\s?\d+\s?)?号(?:{_HOUSES})",
    r"(?<=[室楼栋幢院路街巷])\s?\d+号(?![前之以])",
    rf"(?:{_NUMBERED})\s?\d+(?:\s?(?:{_SPAN}|、)\s?\d+)*(?:号|(?![\d年月日./-]))",
    r"\bv\d+(?:\.\d+)*|(?<![\d.])\d+(?:\.\d+)+版",
    r"(?:\d+|[一二三四五六七八九十]+)(?:届|中全会(?!前|之前|以前))",
    rf"(?<!\d)(?:{N}\s?{_SPAN}\s?)?{N}月份?(?:{_MONTHLY})",
    rf"{N}\s?月?\s?{_SPAN}\s?{N}月份?(?!前|底|末|初|[\d中上下])",
    rf"第?[一二三四1-4]季度(?:{_MONTHLY}|例会|总结|分析|经济|信息|简报|党费)",
    rf"(?:[明今本下][年月周]|[本下]季度)度?的?(?:{_PLANNED})",
    r"目前|当前|此前|先前|面前|眼前|空前|超前|门前|跟前|以前年度",
    rf"(?<![\s\d一二三四五六七八九十本周期拜今明后党生节念廿卅])(?<!{_NAMED})日前(?!后)",
    r"(?<![日号天底末点午\d一二三四五六内班时周])前(?:期|来|往|沿|言|置|景|瞻|任|述|面|线|端|段|身|进|三季度|几)",
    r"(?<![日号天底末点午\d一二三四五六内班时周])前(?:台(?!账)|提(?!交|出|供|请|报|前|醒|升)|列(?!出|入|席))",
    r"(?<![今明昨后下本这上每\d一二三四五六七八九十])(?:周报|月报|日报|年报|季报|日程|日常|日志|日记|年会(?!前|之前|以前))",
    r"周年|周边|周到|周密|周转|周知|月刊|(?:生日|节日|纪念日)(?!前|之前|以前)|年度|年终总结|年鉴|月度|季度考核|时效|限额|期刊|后勤|后台|后续",
)
_PAST = (
    rf"(?:上个?(?:月|季度|年|学期)|去年)\s?(?:(?:{N})?月?(?:{N})?[日号]?|年?[底末初])",
    r"上+个?(?:周|星期|礼拜)[一二三四五六日天]?|(?<![日号提之以目])(?:(?<!人)大)?前[天日]|昨[天日晚夜早晨]|昨(?=[上下]午)|(?<!\w)(?:[昨前]儿个?|前晚(?![点些]))|前年|上半年",
    r"(?:今年|本年|年初|近年|多年|几年|近期|[一二两三四五六]年|本届)以?来|近[一二两三几\d]+年|至今|截至目前",
    r"\byesterday\b|\blast (?:week|month|\w+day)\b",
)
A_DAY = re.compile(  # of the above, what names one day
    r"上+个?(?:周|星期|礼拜)[一二三四五六日天]|大?前[天日晚儿]|昨|(?:上个?月|去年).*[日号]$|yesterday|last \w+day",
    re.IGNORECASE,
)
# What stands before 单 in the name of a list: 行程单周一 is no odd week.
_LISTS = (
    "程名菜清订账帐表传保货存运罚派欠票价证联知办简下签批采报回执"
    "通督交凭收缴提书节材绩资购车宿料用品费物款房药检诊借领退换修"
)
_ODD_WEEK = rf"(?<![一二两三四五六七八九十第])(?:(?<![{_LISTS}])单|双)周(?:[一二三四五六日]|(?=\s))"
_REPEAT = (
    (
        r"(?:每|隔)(?:逢)?(?:个|两|三|半)?(?:年|季度?|月|周|星期|礼拜|天|日|双周|工作日)"
        rf"(?:的|第)?(?:[一二三四五六日天](?![月日号])|{N}[日号]|[底末初中]|[上中下]旬)?"
        rf"(?:[、和及]\s?(?:周|星期)?[一二三四五六日]|[、和及]\s?{N}[日号])*(?:下班)?{_BEFORE}?"
    ),
    rf"[每逢][逢]?[单双]?周[一二三四五六日]|每逢\S{{1,4}}|逢[一二三四五六七八九十双单]\S{{0,2}}|{_ODD_WEEK}|逐[年月周日]|按[月周季日年](?!期|时)|[\d一二两三四几]周一次",
    r"\bevery (?:\w+ )?\w+|\beach \w+",
)
_DAY_EN = (
    rf"(?:today|tomorrow|(?:next |this )?{_WEEKDAY_EN}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH_EN}|{_MONTH_EN} \d{{1,2}})(?!\w)"
)
_EVENT = (
    r"(?<![相平均对])等[^\s,。;:、]{0,8}?(?:通知|文件|批复|回复|反馈|消息|结果|安排|正式\w{0,4})(?:之?后|下来|到了?|再)",
    rf"(?:(?:{N})月份?|[本下]个?月|月底)?最后一?个?(?:工作日|天|日|周){_BEFORE}?",
    rf"(?:(?:{_NAMED}|党|生|节|纪念)日|[一二三四五六七]中全会|年会){_BEFORE}(?!后)",
    (
        r"(?:自|从|收到|接到|接|于)?[^\s,。;:、]{0,10}?(?:之日起|起|(?<![最今大])后|以后|之后|会议?结束)(?:的|第|满)?"
        rf"{COUNT}\s?个?(?:工作日|自然日|天|日|周|月|小时){_WITHIN}?"
    ),
    r"(?:会议?|节|假|班|课|假期|汛期|散会|放假)(?:之后|以后|后)(?!勤|台|续|期)(?:的?第?[一二三\d]个?(?:工作日|天|周))?",
    rf"(?<!社)(?:(?:省|市|全国)?两?会|假|课)(?:议?召开)?\s?{_BEFORE}(?!沿|期|身|往|来|景|活动)",
    (
        r"(?:会议|上会|开会|审议|印发|出发|换届|开班|开幕|报到|放假|召开|表决|考试|验收|检查|审计|离任|交接|动身)"
        rf"{_BEFORE}(?!沿|期|往|来)"
    ),
    r"除[^\s,。;]{1,12}?(?:之外|以外|外)",
    rf"提前{COUNT}\s?个?(?:工作日|天|日|周|月|小时)",
    r"\b(?:before|after) the (?:meeting|session|holiday)\b",
    rf"\b(?:(?:the|a|an|one|two|three|\d+) )?(?:day|week|month)s? (?:before|after) {_DAY_EN}",
    rf"\bafter (?:the )?{_DAY_EN}",
)
_ONE = rf"(?:{DATE}|{WEEKDAY}|[今明后]天|[今明]日)(?:\s?\({WEEKDAY}\))?"
_TH = "(?:st|nd|rd|th)"
_PERIOD = (
    rf"{_ONE}\s?{_SPAN}\s?(?:{_ONE}|[今明]晚)",
    rf"(?:{N}月)?(?<![\d.])\d{{1,2}}\s?(?:[日号]?\s?(?:{_SPAN}|[、和及]))\s?\d{{1,2}}[日号](?!楼|桌)",
    rf"{N}月\s?[一二三四五六七八九十]{{1,3}}[日号]?(?:{_SPAN}|[、和及])[一二三四五六七八九十]{{1,3}}[日号]",
    (
        rf"{WEEKDAY}(?:[、和及]{WEEKDAY}|"  # 周六日, 下周一二
        r"[、和及]?(?:[一二三四五六日](?![\d一二三四五六七八九十月号报程常早上次直起并律定同天个]))+)"
    ),
    rf"{COUNT}\s?{_SPAN}\s?{COUNT}\s?个?(?:工作日|自然日|天|周){_WITHIN}?",
    rf"(?<![\d.])\d{{1,2}}[./]\d{{1,2}}\s?{_SPAN}\s?\d{{1,2}}[./]\d{{1,2}}(?![\d.])",
    rf"(?:自|从)?(?:{_ONE}|即日)\s?(?:起(?!草|诉|步|来|立)|开始|前后|左右|以后|之后|后(?!勤|台|续|期|的))",
    r"\bfrom \w+ to \w+|即日起|今后",
    rf"(?<![\d.])\d{{1,2}}[./]\d{{1,2}}\s?{_SPAN}\s?\d{{1,2}}[日号]",
    rf"\b\d{{1,2}}{_TH}?\s?(?:-|–|/|&|to|and|or)\s?\d{{1,2}}{_TH}? (?:of )?{_MONTH_EN}(?!\w)",
    rf"\b{_MONTH_EN} \d{{1,2}}{_TH}?\s?(?:-|–|/|&|to|and|or)\s?\d{{1,2}}{_TH}?(?![\w/-])",
)
_DONE = "完成|办结|办完|做完|写完|交|拿出|搞定|整改|答复|回复|反馈|报(?!名|到|告)|送|改完|结清"
_FUZZY = (
    rf"(?:(?:{YEAR})?{N}月份?|[本下上]个?月)?[上中下]旬{_BEFORE}?内?",
    (
        rf"(?:(?:{YEAR})?\s?(?<!\d)(?:{N}|元)月份?|[本下上]个?月|[今明]年|下?个?(?:季度|学期|周)|[年月季周])"
        r"(?:初(?!稿|步|审|次|级|中|心|评|选|核|试)|中(?![国央心共介秋学文层小旬标队外型午])|中旬)"
        rf"{_BEFORE}?"
    ),
    rf"(?:[本这下]+个?)(?:周|星期|礼拜)(?:{_WITHIN}|前|底|末|之前|以前|中)|周[内末]{_BEFORE}?|周底",
    rf"(?:[本这下]+个?月|当月|今年|本年度?|明年|[下本]+个?季度|上半年|下半年|[年月季]){_WITHIN}",
    rf"(?:[本这下]+个?月|[下本]+个?季度|上半年|下半年|明年|今年|本周|下周|下个月){_BEFORE}",
    rf"{HOLIDAY}(?:节|假期?|长假)?(?:放假)?(?:之前|以前|前后|前|期间|之后|后|当天|假期)",
    rf"(?<![环季细关情调])节{_BEFORE}(?!一|几|后)|(?<![一二两三四五六七八九十几多\d明今后])年(?:{_BEFORE}|后)|节假日|假期",
    r"明后[两二]?[天日]|今明[两二]?[天日]|[这近]?[一两二三四五几][两二三四五六]?[天日]之?内|两三[天日周]|三五天",
    r"[这近][一两二三几]?[天日周](?![一二三四五六日天])|过[一两二三几][天日]",
    r"(?:这|本|下)?个?双休日?|十天半个?月|(?:下+个?月|上个?月)[今这]天",
    rf"(?<![\d第]){COUNT}\s?个?(?:工作日|自然日|天|周|星期|礼拜|月)(?:之后|以后|后|左右|上下)(?!勤|台|续|期)",
    rf"[廿卅][一二三四五六七八九]?[日号]?{_BEFORE}?",
    r"\d+\.\d+\s?(?:个?小时|天|日|周|个?月|年)(?:之?[内后]|以[内后])",
    rf"(?<![\d.])\d{{1,3}}\s?h(?:ours?|rs?)?(?:{_WITHIN}|后|\b)",
    rf"(?<![\d.]){COUNT}个?半?小时(?:{_WITHIN}|后)|半(?:天|日|个?月|年|个?小时|周)(?:{_WITHIN}|后)",
    rf"{COUNT}分钟{_WITHIN}|{COUNT}年{_WITHIN}|{N}月份?(?:{_BEFORE}|{_WITHIN})",
    rf"不?早于|{COUNT}个工作日",
    rf"限[时期]?\s?{COUNT}(?:天|日(?!报|{_BEFORE})|周(?!报)|个?(?:星期|礼拜)|个月)",
    rf"(?<![\d第上下本这每周期拜十]){COUNT}(?:天|周|个?(?:星期|礼拜)|个月)(?={_DONE})",
    rf"(?:大年|正月|腊月)\s?(?:初?{N}|三十){_BEFORE}?|大年夜|除夕",
    r"大约|大概|(?<![合条节制公])约(?=\s?\d)|预计|暂定|待定|另行通知|视情况?",
    r"几[天日周]内|数日内|若干天内|第[一二三四五六\d]个?(?:周|星期)(?:[一二三四五六日天])?",
    r"\b(?:end of (?:the |this |next )?)?(?:next|this|coming) (?:week|month|quarter|year)\b|\bweekend\b",
    r"\bend of (?:the )?(?:week|quarter|year)\b|\beo[mwqy]\b",
    (
        r"\b(?:by|before|until|after|over|around) (?:the )?(?:\w+ )?"
        r"(?:festival|christmas|easter|new year(?:'s)?(?: day| eve)?|holidays?|(?:national|labou?r|may) day)\b"
    ),
    rf"\b(?:{_WEEKDAY_EN}|week|month) after next\b|\b(?:a|one|two) weeks? (?:from|on) {_WEEKDAY_EN}\b",
    (
        rf"\b(?:by|before|on|until|due) the \d{{1,2}}{_TH}\b"
        rf"(?! (?:of )?(?:{_MONTH_EN}|plenary|session|meeting|draft))"
    ),
    r"\b(?:with)?in the (?:next|coming) (?:\w+ )?(?:working )?(?:days?|weeks?|months?)\b|\byear[ -]end\b",
    (
        rf"\b(?:end of {_MONTH_EN}|(?:start|beginning|middle) of "
        rf"(?:{_MONTH_EN}(?!\w)|(?:the |this |next )?(?:week|month|year)))"
    ),
    rf"\b(?:early|mid|late)[ -](?:next |this )?(?:week|month|{_MONTH_EN})",
)
_VAGUE = (
    r"尽[快早]|尽可能快|抓紧|赶紧|赶快|近期|近日|最近|不日|马上|立即|立刻|迅速|火速|从速|第一时间|择[日机]|适时",
    r"稍后|稍晚|晚[点些](?!名)|早日|早点|及早|及时|回头|改[天日]|有空|过后|[一待等]会儿?(?!议)|等一?下(?![级属发])|随后|下次|下回|届时",
    r"加急|特急|急件|急办|限[期时]|按[期时]|如期|越快越好|刻不容缓|日内|即日|当[天日]",
    r"\b(?:asap|soon|later|urgent(?:ly)?|as soon as possible|tonight)\b",
)
_DAY_PLAIN = (
    r"[今明]晚|今夜|[今明]早|明晨",
    rf"{WEEKDAY}",
    r"大?后[天日]|[今明][天日]|(?:大?后|[今明])儿个?",
    _BOUND_MONTH,
    r"(?:\d{4}|[今明后本])?年?年[底末]",
    r"(?:[本这下]+个?|第?[一二三四1-4])?季度?[底末]|季末",
    r"(?<![\w+])\+\d{1,3}(?![\d-])",
    r"\b(?:with)?in \d{1,3} (?:working |work)?(?:day|week)s?\b",
    rf"\b(?:today|tomorrow|tmrw?|(?:(?:next|this|coming) )?{_WEEKDAY_EN})\b|\bend of (?:the )?month\b",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH_EN}(?!\w)(?:,? \d{{4}})?",
    rf"\b{_MONTH_EN} \d{{1,2}}(?:st|nd|rd|th)?(?!\w)(?:,? 20\d\d(?!\d))?",
)
_PAIR = r"(?<!\d:)(?<![\d.\-/+a-z~])\d{1,2}[-./]\d{1,2}(?![\d.\-/:%a-z])"
_HOURS = (
    rf"(?<!\d)\d{{1,2}}(?::\d\d)?\s?{_SPAN}\s?\d{{1,2}}(?::\d\d|[点时])",
    rf"{HOUR}(?:{_SPAN}{HOUR})?",
    rf"[一刚]上班|下班|{DAYTIME}",
    r"\b(?:(?:by|before|until) )?\d{1,2}(?::\d\d)? ?[ap]m\b|\b(?:eod|cob|noon|midday|midnight)\b",
)
# What a word of time was said with is quoted with it: 调研组来之前, before Spring Festival.
_WHOLE = r"(?:(?![在于请])[\u4e00-\u9fff]){0,8}?"
_EVENT_EN = r"(?:(?-i:(?: [A-Z][\w']*)+)| \w[\w']*)"
_WHOLE_EN = (
    r"\b(?:before(?! and)|until|(?<!before and )after|prior to|ahead of|by the time)"
    r"(?: (?:the|a|an|my|our|his|her|their))?"
    rf"{_EVENT_EN}?"
)
_LEFT = (
    rf"{N}月份?(?!刊|报(?!名|送|到|告))|(?:周|星期|礼拜)[1-7](?!\d)|[本这下]+个?(?:周|星期|礼拜|月|季度)(?!转)|明年|今年|年内|上半年|下半年|寒假|暑假",
    r"第?[一二三四1-4]季度|\bq[1-4]\b",
    r"截[止至]|期限|时限|逾期|到期|期间|\bdeadline\b|\bdue\b",
    rf"{_WHOLE}(?:之前|以前|(?<!提)前(?!后矛盾))|{_WHOLE_EN}|旬|[年月][底末初]",
    rf"{COUNT}(?:天|日|周|个月|小时|个工作日)(?:后|时间)",
)

_WITH_WEEKDAY = (
    rf"(?P<date>{DATE}|{_PAIR})\s?[(（,]?\s?(?P<week>{WEEKDAY})\s?[)）]?|"
    rf"(?P<week2>{WEEKDAY})\s?[(（,]?\s?(?P<date2>{DATE})\s?[)）]?|(?P<date3>{DATE})"
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_CLASSES = (
    (Kind.NO_TIME, _any(*_NO_TIME)),
    (Kind.REPEAT, _any(*_REPEAT)),
    (Kind.EVENT, _any(*_EVENT)),
    (Kind.PERIOD, _any(*_PERIOD)),
    (Kind.PAST, _any(*_PAST)),
    (Kind.DAY, _any(_BOUNDED_DAYS)),
    (Kind.FUZZY, _any(*_FUZZY)),
    (Kind.DAY, re.compile(_WITH_WEEKDAY, re.IGNORECASE)),
    (Kind.DAY, _any(*_DAY_PLAIN)),
    (Kind.PAIR, _any(_PAIR)),
    (Kind.HOUR, _any(*_HOURS)),
    (Kind.VAGUE, _any(*_VAGUE)),
    (Kind.LEFT, _any(*_LEFT)),
)
_COVER = "\0"  # what stands in the place of words that were taken
_KEEPS = re.compile(r"[今明]晚|今夜|[今明]早|明晨")


def find_times(folded: str) -> list[Time]:
    """The words of time of a line whose width was folded, in their order; no two cover the same place."""
    found: list[Time] = []
    for kind, pattern in _CLASSES:
        found += [_time(kind, match) for match in pattern.finditer(folded) if match[0].strip()]
        for time in found:
            folded = folded[: time.start] + _COVER * (time.end - time.start) + folded[time.end :]
    return sorted(found, key=lambda time: time.start)


def _time(kind: Kind, match: re.Match[str]) -> Time:
    groups = match.groupdict()
    day = groups.get("date") or groups.get("date2") or groups.get("date3") or match[0]
    weekday = groups.get("week") or groups.get("week2") or ""
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Time(kind, start, start + len(match[0].strip()), day.strip(), weekday, keeps=bool(_KEEPS.fullmatch(day)))
