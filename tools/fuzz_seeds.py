"""Files from which the fuzzer begins: small ones of every sort, as people and programs write them."""

from __future__ import annotations

AIKEN = "首都是（ ）\nA. 北京\nB) 上海\nＣ．广州\nANSWER: A\n解析：宪法\n\n多选\nA. 一\nB. 二\n答案：AB\n"
GIFT = (
    "$CATEGORY: $course$/宪法/总纲\n// 注\n::名::[html]首都是 {=北京#对 ~%-50%上海 ~广州####说明}\n\n"
    "判断{TRUE}\n\n水由 {=氢} 和 {=氧} 组成。\n\n数{#3:1}\n\n配{=a -> b =c -> d}\n\n写{}\n"
)
BANK = (
    'id = "mybank"\ntitle = "题"\nedition = "1"\nsource = "s"\nlicence = "-"\n\n[[question]]\nid = "b-1"\n'
    'type = "single"\ntopic = "t"\ndifficulty = 1\nstem = "首都是"\noptions = ["北京", "上海"]\nanswer = [0]\n'
)
NOTICE = (
    "2028年部分节假日安排\n一、元旦：2027年12月31日至2028年1月2日放假，共3天。\n"
    "二、春节: 1月25日至31日放假调休,共7天。1月22日(周六)、2月12日(周六)上班\n三、端午节：5月28日放假，5月29日补休。\n"
)
NOTE = "---\ntitle: 学习\ndate: 2026-11-01\ntags: [法治, 会务]\nminutes: 30\n---\n正文\n\n## 体会\n一\n"
JRNL = '{"entries": [{"date": "2026-11-01", "time": "09:00", "title": "好", "body": "b", "tags": ["@x"]}]}'


LIST = "清单名称,单\n依据,办公室\n内容,简称,部分做到\n不让文件积压,不积压,晚了\n"
JRNL_TEXT = "[2026-11-01 08:30] 学习监督法 *\n第一段 @法律\n\n[2026-11-02 09:05:00 PM] 第二篇\n正文\n日期：2026-11-03\n"
SESSION = (
    '{"seq":1,"at":"2026-11-03T09:00:00Z","event":{"event":"session_opened","title":"学习","steps":'
    '[{"kind":"sign_in","minutes":4}],"expected":24}}\n{"seq":2,"at":"2026-11-03T09:01:00Z",'
    '"event":{"event":"signed_in","present":23}}\n'
)
HALL = '{"beat":1,"state":{"view":"text","title":"讨论","lines":["一"]},"left_ms":5}\n{"beat":2}\n'
ROSTER = (
    b'{"records":{"roster":{"uid":"roster","rev":1,"day":"2026-11-24","written_at":"2026-11-24T04:00:00Z",'
    b'"changed_at":"2026-11-24T04:00:00Z","branch":"b","members":[{"member_no":"001","name":"n"}]}}}'
)


def exchange_file() -> bytes:
    """What one computer tells another."""
    from storage.exchange_file import Header, encoded
    from storage.exchanging import Version

    at = "2026-11-24T04:00:00+00:00"
    note = {"uid": "01", "rev": 1, "day": "2026-11-23", "title": "学", "written_at": at,
            "changed_at": at}  # fmt: skip
    header = Header("0123456789ab", 2, "pc", "001", "张三", at, "0.1.0")
    seen = {"0123456789ab": 2}
    texts = {("calendar", "calendar/2028.txt"): (Version(seen, NOTICE),), ("notes", "02"): (Version(seen, None),)}
    return encoded(header, {("notes", "01"): (Version(seen, note), Version({"ba9876543210": 1}, None)), **texts})
