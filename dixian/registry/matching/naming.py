"""Which column of a list holds names where no header of it is known for that."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from dixian.foundation.kernel.masking import mask_if_number
from dixian.foundation.kernel.text import tidy
from dixian.foundation.sheets.api import DoubtfulColumns, Reading
from dixian.registry.matching.whose import FOR_OTHERS, HOUSE, NOT_OWN

# Whose name it is too, where none says just 姓名.
OWN = ("被保险人", "学员", "幼儿", "低保对象", "特困对象", "参保人员", "居民", "村民", "脱贫人员", "补助对象",
       "享受对象", "享受人员", "受助人", "受助对象", "就诊人", "病人")  # fmt: skip
# Of these the head is named.
HEADS = ("农户", "脱贫户", "监测户", "贫困户", "困难户", "低保户", "收款人", "投保人")
BRACKETS = re.compile(r"[(\[【（][^)\]】）]*[)\]】）]")
NOT_HAN = re.compile("[^\u3400-\u9fff]")
# Persons the row is not about.
OFFICIALS = re.compile(
    "曾用|经办|办理|联系|责任|负责|帮扶(?!对象)|法人|法定|填报|审核|复核|录入|制表|登记人|操作|干部|书记|队员|专管|网格|医生|医师|教师|老师"
    "|介绍|担保|证明人|推荐|代办|代理|委托|关系|是否|人数"
)
# Names of places, units and things, where a header speaks of no person.
THINGS = re.compile(
    "村|乡|镇|县|屯|街|社区|地区|单位|部门|学校|院校|机构|银行|医院|公司|企业|项目|险|病|产品|品|药|专业|班|工程|政策|措施|类|种|等级|文件|原因"
)
OF_PERSONS = ("姓名", "名字", "人", "对象", "者", "员")
ENDS = (*OF_PERSONS, "名称", "名")
# The names that most people bear (公安部 2020 年全国姓名报告, the first ones), so that no column of places or ailments
# is taken for one of persons.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦"
    "贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文"
)
PERSON = re.compile("[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,10}[·•][\u3400-\u9fff]{1,10}")
# Rows that are looked at; shares of the filled cells.
LOOKED_AT, NAMES, DIFFERENT, KNOWN = 2000, 0.7, 0.5, 0.6


def with_name(found: Reading) -> Reading:
    """The same with its column of names, where its header was not known; as it is where there is none.

    Beside a known 户主姓名 and the like a column that speaks of the persons themselves comes first. Raises
    DoubtfulColumns where several may be it.
    """
    known = found.mapping.get("name")
    if known is not None and not _of_head(found.header[known]):
        return found
    likely = _likely(found, known)
    if not likely:
        return found
    if len(likely) > 1:
        shown = "、".join(f"“{mask_if_number(found.header[at])[:20]}”" for at in likely)
        raise DoubtfulColumns(
            f"文件“{found.name}”工作表“{found.sheet}”里 {shown} {len(likely)} 列都像姓名，不知道该按哪一列",
            "把说的是这个人的那一列表头改成“姓名”，再上传",
        )
    return replace(found, mapping={**found.mapping, "name": likely[0]})


def _likely(found: Reading, known: int | None) -> list[int]:
    """Places of the columns that may be it, of those that say it best."""
    sample = list(islice(found.rows, LOOKED_AT))
    taken = set(found.mapping.values())
    columns = {
        at: _plain(text) for at, text in enumerate(found.header) if at not in taken and not _else(text)
    }
    filled = {
        at: [text for row in sample if at < len(row.cells) and (text := tidy(row.cells[at]))]
        for at in columns
    }
    called = [at for at, text in columns.items() if text.endswith(ENDS) and _are_names(filled[at])]
    own = [at for at in called if not _of_head(columns[at])]
    if known is not None:
        # What stands beside the head's name and number is somebody the head speaks for.
        number = found.mapping.get("number")
        meant = number is not None and not HOUSE.search(found.header[number]) and len(own) == 1
        return own if meant else []
    by_name = [at for at in own or called if columns[at].endswith("姓名")]
    return by_name or own or called or [at for at in columns if _are_surely_names(filled[at])]


def _plain(header: str) -> str:
    """Without brackets, Latin, figures and dirt."""
    return NOT_HAN.sub("", BRACKETS.sub("", header)) or NOT_HAN.sub("", header)


def _else(header: str) -> bool:
    text = _plain(header)
    if OFFICIALS.search(text) or NOT_OWN.search(text.replace("户主", "")):
        return True
    return bool(THINGS.search(text)) and not text.endswith(OF_PERSONS)


def _of_head(header: str) -> bool:
    return bool(HOUSE.search(header)) or any(who in header for who in (*FOR_OTHERS, *HEADS))


def _are_names(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(bool(PERSON.fullmatch(text)) for text in cells) >= NAMES * len(cells)


def _are_surely_names(cells: Sequence[str]) -> bool:
    """Without a header to say so: like names, of many persons, and most with a surname that people bear."""
    if not _are_names(cells) or len(set(cells)) < DIFFERENT * len(cells):
        return False
    return sum(text[0] in SURNAMES for text in cells) >= KNOWN * len(cells)
