"""Who gave a matter, as people write it at the head of a line: 办公厅王处, 王处, 老王, 法工委小李, 李主任：."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.quick_times import Kind, Time

_SURNAMES = (
    "王李张刘陈杨黄赵吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
    "傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常温康施文牛樊葛邢齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿"
    "关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕季裴霍涂苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶牟艾尤阳穆农司卓古吉缪简车项"
    "芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝洪柳凤花水"
)
_SHY = "时于安周应成解单向和全连付阚"  # surnames that are other words as well: a post must stand right behind
_DOUBLE = "欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|长孙|夏侯|东方|司徒|南宫"
_POST = (
    "(?:常务)?副?(?:主任委员|主任|秘书长|检察长|处长|局长|厅长|部长|科长|组长|书记|院长|校长|会长|委员|主席|省长|市长|县长|区长|镇长|乡长|司长|"
    "行长|站长|所长|队长|馆长|社长|总编|经理|调研员|巡视员)|同志|老师|秘书|参谋|干事|师傅|代表|常委|组长|主编|大姐|大哥|阿姨|"
    "[一二三四]级(?:主任科员|调研员|巡视员)"
)
_SHORT = "副?(?:处|局|厅|科|部|院|总|所|队|秘|委|书)|[姐哥叔姨]|(?<!施)工"  # 王处: only right behind the surname
_SIGN = "(?:(?!主任|处长|局长|书记|委员|科长|部长|[和与及])[\u4e00-\u9fff])"
_ORGANISATION = (
    f"{_SIGN}{{0,10}}?(?:办公厅|办公室|研究室|督查室|政研室|调研室|秘书[一二三四]?[处室科]|委员会|常委会|工委|党委|纪委|政法委|团委|"
    "[法财预民选环农教外社监城侨科工]{1,2}委|发改委|卫健委|人大|政府|政协|法院|检察院|党组|支部|工会|学会|协会|妇联|残联|中心|集团|公司|"
    f"信访办|督查办|政府办|党委办|市委办|县委办|省委办|人大办|文明办|编办|外事办|府办|应急办|法制办|改革办|{_SIGN}{{1,8}}(?:[厅局处科组部院委]|(?<!会议)室))"
)
_VERBS = (
    "请|联系|答复|报|送|交|办(?!公)|回|通知|转|催|找|给|向|对|与|和|同|跟|陪|随|去|到|赴|约|问|发(?!改|展)|收(?!发)|协|配合|督促|提醒|汇|"
    "整理|起草|修|核|准备|参|学习(?!科|处)|检查|走访|看望|慰问|接(?!待[处办科])|会签|审(?!计|判)|校|拟|打印|联络(?!处|局|工委|科)|征|反馈|落实|"
    "完成|组织(?!部|处|科|人事)|安排|开(?!发)|召|印|盖|领|取|借|还|买|订|写|改(?!革)|填|补|查|做|打|装|搬|布置|更新|维护|清|研究(?!室|院)|讨论|听|传|"
    "下发|上报|呈|代(?!表)|替|帮|为|将|把|各|让|按|根据|由|在|从|关于|抓|做好|迎|确认|确定|统计(?!局|处)|提|制|撰|编(?!办)|登|录|对接|沟通|商|"
    "督办(?!处|科|室)|跟踪|推|加|落|处理|解决|申|采|选(?!工)|评|考|培训|调研(?!室|处)|陪同|巡|值|全|所有|有关|相关|本|该|会议|第|"
)[:-1]
_GAP = r"[\s,:;.。、]*"
_APART = re.compile(_GAP.replace("*", "+"))
_DUE = re.compile(r"(?:前|内|止|截止)$|^\s*(?:最迟|最晚|截[止至]|限|by|before|due)", re.IGNORECASE)
_BRACKETED = re.compile(
    r"\s?(?:\([^\s()]{1,12}\)|〔[^\s〔〕\d]{1,10}〕)"
)  # 李处长（办公厅）, 张主任（电话）, 刘处（内线8012）
SAYS = re.compile(  # how it was given: 张主任交代：, 人事处通知：
    r"\s?(?:今[天日早]|刚才?)?(?:口头|当面|来?电话|来电|微信|短信|邮件)?"
    r"(?:交办|交代|布置|安排|要求|通知|批示|指示|吩咐|告知|转告|电话|来电|微信|短信|邮件)"
)
_HOW = (
    r"\s?(?:今[天日早]|昨天|刚才?|又|再三|一再)?"
    r"(?:(?:口头|当面|来?电话|来电|微信|短信|邮件)[里上中]?|在?会上|来函|来文)?"
)
_SPEAKS = re.compile(rf"{_HOW}说(?![的法明话服过课理])[\s,:]*")
_BIDS = re.compile(  # only where a time follows is it how the matter was given, and no part of what is to be done
    rf"{_HOW}(?:要求|要(?!求)|让|叫|催|交办|交代|布置|安排|通知|批示|指示|吩咐|嘱咐|告知|转告|强调|明确)[\s,:]*"
)
TELLS = re.compile(rf"(?:{SAYS.pattern}|{_SPEAKS.pattern}|{_BIDS.pattern})$")
_SIGNED = re.compile(r"\s?:")
_HEAD = re.compile(  # what stands before who speaks: 【急】, [转发], a quotation
    r"(?:\s|[\"“「★☆*!]|[\[【(〔](?:[特加紧]?急件?|重要|转发?|转自\S{0,6}|通知|提醒|待办|必办|督办)[\]】)〕]|★?(?:特急|加急|急)★|"
    r"(?:转发|转|fwd?|fw)\s?:)*",
    re.IGNORECASE,
)
_AT = re.compile(r"(?<![a-zA-Z0-9._])@(?!\d{1,4}[-./月]\d)[^\s@#,、;:。]+[\s,、;:。]*")


def find_giver(folded: str, times: Sequence[Time]) -> tuple[int, int] | None:
    """Where the giver stands, with what parts him from the rest; None when nobody, or more than one, is the giver."""
    if called := [*_AT.finditer(folded)]:
        return called[0].span() if len(called) == 1 else None
    head = _HEAD.match(folded)
    start = head.end() if head else 0
    if any(time.start == start and time.kind is Kind.PAST for time in times):
        return None  # 昨天 is no part of a name
    return _who_tells(folded, start, times) or _at(folded, start, times)


def _who_tells(folded: str, start: int, times: Sequence[Time]) -> tuple[int, int] | None:
    """Who says or wants something at the head of a line, with the word for it: 王主任（办公厅）说下周三前报材料."""
    if begins_with_work(folded, start):
        return None
    starts = {time.start for time in times if time.kind not in (Kind.NO_TIME, Kind.PAST, Kind.LEFT)}
    for pattern in (_PERSON, _ORGANISATIONS, _CALLED):
        found = pattern.match(folded, start)
        if found is None or any(start <= time < found.end() for time in starts):
            continue
        named = _past_brackets(folded, found.end(), times)
        if (bids := _BIDS.match(folded, named)) and bids.end() in starts:
            return start, bids.end()
        if (speaks := _SPEAKS.match(folded, named)) and folded[speaks.end() :].strip():
            return start, speaks.end()
        if pattern is _PERSON and re.match(r"[让叫](?!步|位|停)", folded[named:]):
            return start, named
    return None


def begins_with_work(folded: str, place: int) -> bool:
    """Whether what stands there is something to be done, and nobody's name: 报送研究室."""
    return bool(re.match(_VERBS, folded[place:])) and not folded.startswith("领导", place)


def giver_behind(folded: str, place: int, times: Sequence[Time]) -> tuple[int, int] | None:
    """Who asks right behind the day of a line, or stands apart there: 12月4日前李处长要材料, 12月4日前 李处 报名单."""
    apart = _APART.match(folded, place)
    start = apart.end() if apart else place
    found = _PERSON.match(folded, start) or _SIGNED_PLACE.match(folded, start)
    if found is None or re.match(_VERBS, folded[start:]) or _JOINED.match(folded[found.end() :]):
        return None
    named = _past_brackets(folded, found.end(), times)
    gap = _APART.match(folded, named)
    end = gap.end() if gap else named
    is_due = ":" in folded[named:end] or _DUE.search(folded, 0, place)  # 12月2日 张主任 调研 only says who does it
    is_apart = end > named and is_due and not _person_apart(folded, end)
    if _ASKS.match(folded, end) or (is_apart and folded[end:].strip()):
        return start, end
    return None


def _person_apart(folded: str, place: int) -> bool:
    found = _PERSON.match(folded, place)
    return found is not None and bool(_APART.match(folded, found.end()) or found.end() == len(folded))


def is_person(folded: str) -> bool:
    """Whether words name a person and say nothing else."""
    return bool(_PERSON.fullmatch(folded)) and not re.match(rf"{_VERBS}|任[命免]|宴请|欢[迎送]", folded)


def _at(folded: str, start: int, times: Sequence[Time]) -> tuple[int, int] | None:
    if re.match(_VERBS, folded[start:]):
        return None
    starts = {time.start for time in times if time.kind not in (Kind.NO_TIME, Kind.PAST, Kind.EVENT, Kind.LEFT)}
    for pattern, is_person in ((_PERSON, True), (_PLACE, False)):
        found = pattern.match(folded, start)
        if found is None or any(start <= time < found.end() for time in starts):
            continue
        named = _past_brackets(folded, found.end(), times)
        if not is_person and not _SIGNED.match(folded, named):
            named = found.end()
        says = SAYS.match(folded, named)
        if says and _SIGNED.match(folded, says.end()):
            named = says.end()
        if end := _end_of(folded, named, starts, is_person=is_person):
            return start, end
    return None


def names_several(folded: str) -> bool:
    """Whether a line begins with more than one who could have given it: 刘主任、陈处长 下周二前 会签."""
    head = folded.lstrip()
    if re.match(_VERBS, head):
        return False
    found = _PERSON.match(head) or _ORGANISATIONS.match(head)
    if len(_AT.findall(folded)) > 1:
        return True
    return bool(_LISTED.match(head) or (found and _JOINED.match(head[found.end() :])))


def _past_brackets(folded: str, place: int, times: Sequence[Time]) -> int:
    """Where a bracket behind a name ends that says who he is or how he said it; words of time are no part of a name."""
    found = _BRACKETED.match(folded, place)
    if found is None or any(
        found.start() <= time.start < found.end() for time in times if time.kind is not Kind.NO_TIME
    ):
        return place
    return found.end()


def _end_of(folded: str, place: int, times: set[int], *, is_person: bool) -> int:
    """Where the giver ends with what parts him from the rest; 0 when he does not end here, or nothing follows."""
    rest = folded[place:]
    if _JOINED.match(rest):
        return 0
    gap = re.match(_GAP, rest)
    end = place + (gap.end() if gap else 0)
    if end >= len(folded):
        return 0
    return end if end > place or (is_person and place in times) else 0


_SURNAME = f"(?:{_DOUBLE}|[{_SURNAMES}])"
_NAMED = (
    rf"{_SURNAME}[\u4e00-\u9fff]{{0,2}}?(?:{_POST})|[{_SHY}](?:{_POST}|{_SHORT})|"
    rf"{_SURNAME}(?:{_SHORT})(?![\u4e00-\u9fff]{{0,2}}长)|[老小](?:[{_SURNAMES}{_SHY}])"
)
_PERSON = re.compile(
    rf"(?:{_ORGANISATION}\s?){{0,2}}?(?:{_NAMED})(?![\u4e00-\u9fff])|(?:{_ORGANISATION}\s?){{0,2}}?(?:{_NAMED})"
)
WHO = rf"\s?(?:{_PERSON.pattern}|(?:{_ORGANISATION}){{1,2}})\s?"
"""Whoever may have given a matter, a person or an office, as a pattern."""
_ORGANISATIONS = re.compile(rf"(?:{_ORGANISATION}){{1,2}}")
_JOINED = re.compile(rf"\s?(?:、|和|及|与|/)\s?(?:{_PERSON.pattern}|{_ORGANISATION})|,\s?(?:{_PERSON.pattern})[\s,]")
_ASKS = re.compile(rf"要(?!的|求|点|闻|素|件|{_VERBS})|让|叫|催|请(?!假|示|教)|索要")
_LISTED = re.compile("[\u4e00-\u9fff]{2,12}(?:、[\u4e00-\u9fff]{2,12})+\\s")
_PLACE = re.compile(rf"(?:{_ORGANISATION}){{1,2}}(?=[\s,:(〔]|(?:{SAYS.pattern})(?:{_SIGNED.pattern}))")
_SIGNED_PLACE = re.compile(rf"(?:{_ORGANISATION}){{1,2}}(?={_SIGNED.pattern})")
_CALLED = re.compile(  # 领导说, 省里要求, 王芳让; 方案 and 文件 begin with a surname and are no names
    rf"(?:{_POST}|领导|上级|[省市县厅局处室委](?:里|领导))|"
    rf"(?!何)(?:{_SURNAME}|[{_SHY}])(?:(?![案件文报告稿议程表单位信函知间任目务])[\u4e00-\u9fff]){{1,2}}?(?={_HOW}[说让叫催])"
)
