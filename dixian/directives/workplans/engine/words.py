"""The words by which papers say who does what. One list, so that every reader of it means the same."""

import re

BULLETS = "◆◇●○■□★☆▲△▼※•·►▶→＊*＋+—–"
OPENING, CLOSING = "（(〔【[［〖〈{｛「『", "）)〕】]］〗〉}｝」』"
LEAD, MAIN, HELP, PERSON, LIMIT = "lead", "main", "help", "person", "limit"

# How the names of units end. 党委 and 政府 end with 委 and 政府.
ENDINGS = (
    "局|委|委员会|办|办公室|部|厅|署|院|社|会|联|队|所|站|台|中心|公司|银行|分行|支行|农商行|信用社|县|市|区|旗|州|镇|乡|街道|村|"
    "政府|党组|工委|校|学院|大学|企业|单位|部门|机关|集团|专班|指挥部|小组|组|机构|总社|处|科|股|室|场|馆|团中央|联络处|法院|团委|乡镇|"
    "合作社|工作队|干部|党支部|网点|协会|商会|基金会|镇街|园区|管委会|办事处|厂|人大|政协|科协"
)
UNIT_END = re.compile(rf"(?:{ENDINGS})(?:[（(〔][^（(〔）)〕]*[）)〕])?$")
# What a unit's name may begin with where it stands in the middle of a sentence.
UNIT_HEAD = r"(?:中共|国家|国务院|中央|全国|各|省|市|县|区|州|旗|团[省市县区]委|[^\s，。；、]{1,6}?(?:省|市|县|区|旗|镇|乡)|相关|有关)"

_DOING = "牵头|主责|主抓|主办|责任|负责|承办|落实|实施|配合|协办|协助|协同|参与|参加|联合|协作|督导|监督|指导|成员|分管|包保|联系|完成|办理|时间|工作|进度|整改"
_WHOM = "单位|部门|机构|主体|科室|股室|县领导|县级领导|市领导|区领导|领导|责任人|联系人|负责人|人员|人|者|时限|期限|时间|时间要求|要求|部门和单位|单位和部门"
# 牵头单位：, 责任部门及配合单位：, 完成时限：
LABEL = re.compile(
    rf"(?:主要|第一|总|县级|市级|省级|具体|直接)?(?:{_DOING})(?:[和及、/与]?(?:{_DOING}))?(?:{_WHOM})?"
    rf"(?:[和及、/与](?:{_DOING})?(?:{_WHOM}))?\s*(?:\*\*)?\s*[:：]"
)
# The same without a colon: 牵头单位县教育局, 牵头单位为县教育局.
BARE_LABEL = re.compile(
    r"(?:主要)?(?:牵头|责任|配合|协办|参与|主办|承办|主责)(?:单位|部门)\s*(?:为|是|(?=县|市|区|省|各|国家|团|中共|\s))\s*"
)
# 完成时间2026年11月底前, 时限为每月5日前: a limit's label without a colon.
BARE_LIMIT = r"(?:完成|整改|办理|办结|落实)?(?:时限|时间|期限)\s*[为是]?\s*(?=(?:19|20)\d{2}\s*年|\d{1,2}\s*月|每|全年|年底|长期|立行)"
FIRST_RULE = re.compile(
    r"[^，,。；;（）()〔〕]{0,12}?(?:列|排|排列|位列|居)(?:在|于)?(?:第一位|首位|第一名|第一|最前面?|前面)(?:的|者)?"
    r"(?:者|责任单位|单位|部门)?(?:为|是|系|即为?)总?牵头(?:单位|部门|者)?(?:[，,、]?\s*(?:以?下同|其余.{0,14}?(?:配合|责任)(?:单位|部门)?))*"
    r"|第一个(?:责任)?(?:单位|部门)(?:为|是|即为?)牵头(?:单位|部门)?(?:[，,、]?\s*以?下同)?"
)
SAME_BELOW = re.compile(r"[，,、；;。\s]*[（(]?以?下同[）)]?")

_BY_DUTY = r"[按依]照?(?:各自|所承担)?(?:工作)?(?:职责|职能|任务|责任)(?:和)?(?:任务)?(?:分工)?"
VERBS = (
    (LEAD, r"牵头(?:并)?(?:负责|抓总|组织实施|组织|推进|落实|实施|会同)?|负责牵头|总牵头|主办|主责|主抓"),
    (
        HELP,
        r"(?:做好|积极|密切|全力|主动|共同)?配合(?:做好|落实|实施|推进|完成)?|协办|协助(?:落实|配合|做好)?|协同(?:落实|推进)?|(?:共同)?参与|参加",
    ),
    (
        MAIN,
        rf"(?:分别)?{_BY_DUTY}(?:分别|抓好|做好|共同)?(?:负责|落实|推进|抓好落实|做好|实施|配合)?(?:落实|实施)?"
        r"|(?:分工|分别|共同|联合|具体|分头)(?:负责|落实|实施)(?:落实|实施)?|组织(?:实施|落实)|负责(?:组织)?(?:落实|实施|推进|抓好)?"
        r"|承办|抓好落实|落实|实施|为责任单位",
    ),
)
# A role word within a name or a person's title says nothing of a role: 项目实施单位, 政策落实办, 县政协办公室, 负责同志.
IN_NAME_AHEAD = r"(?!(?<=[政科])协)"
IN_NAME_BEHIND = r"(?!单位|部门|主体|方案|小组|中心|委室|办公室|办(?=[、，,；;：:。）)】〕\s]|$)|的?同志|的?领导(?![小班力])|者|人(?![才口员力居社民均畜饮防武文工]))"
VERB = re.compile(
    rf"{IN_NAME_AHEAD}(?:{'|'.join(f'(?P<{role}>{form})' for role, form in VERBS)}){IN_NAME_BEHIND}"
)
# Who is named by an office and not by a unit: 县委负责同志, 各村党支部书记.
PERSON_WORDS = "同志|负责人|责任人|书记|主任|[局县市区镇乡村院校]长|领导|联络员"
PERSON_END = re.compile(rf"(?:{PERSON_WORDS})$")
# Offices that stand in lists of units.
OFFICE_END = re.compile(r"(?:负责同志|负责人|主要领导|分管领导)$")
PERSON_AHEAD = re.compile(rf"的?(?:主要|有关|相关|分管|党政)*(?:负责)?(?:{PERSON_WORDS})")
# 责任分工：A牵头，B配合: words that announce a statement and give no role.
DIVISION = re.compile(r"(?:责任|任务|职责|工作)分工\s*[:：]")
# 承训单位：, 主管部门：; within a statement only, for such words also address people.
OTHER_LABEL = r"(?!各|有关|相关|全|本|[省市县区]直|派驻|成员)[一-龥]{1,3}(?:单位|部门)\s*[:：]"
# 县教育局（牵头）、县财政局
VERB_BEHIND = re.compile(
    r"[（(〔]\s*(?P<said>牵头|主办|负责|主责|责任|配合|协办|协助|参与)(?:单位|部门)?\s*[）)〕]"
)
ROLE_OF_WORD = {
    "牵头": LEAD,
    "主办": LEAD,
    "主责": LEAD,
    "负责": MAIN,
    "责任": MAIN,
    "配合": HELP,
    "协办": HELP,
    "协助": HELP,
    "参与": HELP,
}


def role_of_label(label: str) -> str:
    """lead, main, help, person or limit. 责任单位及责任人 tells of units."""
    of_units = re.search(r"单位|部门|机构|主体", label)
    if not of_units and re.search(r"时限|时间|期限|进度|完成", label):
        return LIMIT
    if not of_units and re.search(r"领导|人", label):
        return PERSON
    if re.search(r"牵头|主办|主责|主抓|第一", label):
        return LEAD
    if re.search(r"责任|负责|承办|落实|实施|主体|主管", label):
        return MAIN
    return HELP


def names_person(text: str) -> bool:
    """Whether a name is that of an office and not of a unit."""
    return bool(PERSON_END.search(text))


def looks_like_unit(text: str) -> bool:
    """Whether a name ends as units end and is no sentence."""
    return 2 <= len(text) <= 40 and bool(UNIT_END.search(text)) and not re.search(r"[。；;！？“”《》]", text)
