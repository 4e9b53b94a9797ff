"""What stands behind a paper's tasks: signature, date, attachments, who gets copies, the imprint."""

import re
from collections.abc import Iterator, Sequence

from dixian.directives.workplans.engine.markers import ARABIC, marker_of

WRITTEN_DAY = (
    r"(?:(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
DAY_ALONE = re.compile(rf"^[（(]?\s*{WRITTEN_DAY}(?:\s*印发)?\s*[）)]?$")
# Both on one line, as a PDF's lines are put together.
SIGNED_DAY = re.compile(
    rf"^[^，。；：:、\d]{{2,36}}(?:政府|委员会|县委|办公室|领导小组|局|党组|部|中心|指挥部|专班)\s*{WRITTEN_DAY}$"
)
TAIL = re.compile(r"^(?:附\s*(?:件|表)\s*\d*\s*[:：]?|抄\s*送\s*[:：]|[（(]此件|附\s*[:：]|主\s*送\s*[:：])")
LISTED_AFTER = re.compile(r"^附\s*(?:件|表)?\s*[:：]")
LONGEST_SIGNATURE = 40
# 各单位要于12月25日前报送总结。: what a paper says to all of its readers behind its last task.
TO_ALL = re.compile(
    r"^(?:请?(?:全县)?各(?:成员|责任|牵头|有关|相关|参与)?(?:单位|部门|乡镇|地区?|级)[^。]{0,24}?(?:要|须|应|请|于|务必|认真|抓紧|结合|对照|按照?|将)"
    r"|(?:以上|上述)(?:任务|工作|事项|各)|本(?:方案|要点|通知|分工|清单|计划)|特此|请(?:认真|结合|遵照|各)|未尽事宜)"
)
# 青禾县人民政府办公室 2025年4月3日印发, 共印50份: who printed it, when and how often.
COPIES = r"[（(]?\s*共\s*印\s*\d+\s*份\s*[）)]?"
IMPRINT = re.compile(rf"^[^，。；：:、]{{0,40}}?{WRITTEN_DAY}\s*印\s*[发制]?\s*(?:{COPIES})?$|^{COPIES}$")


def without_tails(paragraphs: Sequence[str]) -> Iterator[str]:
    """The paragraphs but for signature, date, imprint, lists of attachments and what stands below them: no part of a task."""
    kept: list[str] = []
    in_list = False
    for paragraph in paragraphs:
        if DAY_ALONE.match(paragraph):
            if kept and _is_signature(kept[-1]):
                kept.pop()
            in_list = False
        elif (IMPRINT.match(paragraph) or SIGNED_DAY.match(paragraph)) and not marker_of(paragraph):
            in_list = False
        elif TAIL.match(paragraph):
            in_list = bool(LISTED_AFTER.match(paragraph))
        elif in_list and len(paragraph) <= LONGEST_SIGNATURE and (marker := marker_of(paragraph)):
            in_list = marker.level == ARABIC
            if not in_list:
                kept.append(paragraph)
        else:
            in_list = False
            kept.append(paragraph)
    yield from kept


def _is_signature(paragraph: str) -> bool:
    return (
        len(paragraph) <= LONGEST_SIGNATURE
        and not re.search(r"[，。；：:、]", paragraph)
        and not marker_of(paragraph)
    )
