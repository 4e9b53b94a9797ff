"""一户一档 as a paper: what is known of one household and all that happened, as far as the post may know it.

Numbers stay masked as on the page; whoever takes it along is noted with the reason.
"""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from dixian.commons.leads.api import leads, sources_of_leads
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.masking import mask_birth, mask_id, mask_phone
from dixian.foundation.papers.api import Paper, Part, word_file
from dixian.foundation.policy.api import labels
from dixian.registry.facts.api import current, kinds_by_code
from dixian.registry.focus.api import groups_of
from dixian.registry.households.api import Household, HouseholdRecord, household_record
from dixian.warning.alerts.api import without_source
from dixian.web.registry.dossier_cases import Told, told_of
from dixian.web.shell.pages import page
from dixian.web.shell.papers import handed_out
from dixian.web.shell.reasons import duty_in_hand, why_sent

NUMBERS = "一二三四五六七八九十"
NONE = "没有。"
HASH_LINE = 16


@page(C.SEE_HOUSEHOLDS, methods=("POST",), look_up=True)
def dossier(request: Any, uid: UUID) -> HttpResponse:
    """The dossier as Word or PDF, for an open duty or a reason that is noted before it is handed out."""
    try:
        record = household_record(uid=uid, post=request.post)
    except Household.DoesNotExist:
        raise Http404 from None
    home = record.household
    own = list(leads(request.post).filter(household=home).order_by("id"))
    duty = duty_in_hand(request.post, subjects=[home.uid, *(one.uid for one in own)], household=home.pk)
    why_sent(request, duty).note(what="打印一户一档", subject="户", uids=[home.uid])
    return handed_out(request, word_file(_paper(record, own, request.post)), f"{home}-一户一档")


def _paper(record: HouseholdRecord, own: list[Any], post: Post) -> Paper:
    home = record.household
    place = f"{home.village.parent.name if home.village.parent else ''}{home.village.name}"
    told = told_of(home, own, post)
    parts = [
        _members(record),
        _focus(home, post),
        _facts(home, post),
        _leads(own, post),
        *told.parts,
        _timeline(told),
        _papers(told),
    ]
    return Paper(
        issuer=place,
        title=f"{home.head_name}户一户一档",
        paragraphs=[
            f"户编号：{home.number}　{home.group_name}　{home.size} 人　{home.get_kind_display()}",
            f"监测对象类别：{home.get_monitored_display() or '不是监测对象'}",
            f"本档是截至{zh_day(clock.today())}系统里知道的情况，由{post}打印。证件号和电话遮去中间各位。",
        ],
        parts=[_numbered(at, one) for at, one in enumerate(parts)],
    )


def _numbered(at: int, part: Part) -> Part:
    number = NUMBERS[at] if at < len(NUMBERS) else f"十{NUMBERS[at - len(NUMBERS)]}"
    said = part.paragraphs if part.rows or part.paragraphs else (NONE,)
    header = part.header if part.rows else ()
    return Part(title=f"{number}、{part.title}", paragraphs=said, header=header, rows=part.rows)


def _members(record: HouseholdRecord) -> Part:
    homes = labels("residence_status")
    rows = [
        (
            one.name,
            one.relation,
            one.sex,
            mask_birth(one.birth.isoformat()) if one.birth else "",
            mask_id(one.id_number.open()) if one.id_number else "",
            mask_phone(one.phone.open()) if one.phone else "",
            homes.get(one.residence, ""),
        )
        for one in record.members
    ]
    header = ("姓名", "关系", "性别", "出生年份", "证件号码", "电话", "居住状态")
    return Part(title="家庭成员", header=header, rows=rows)


def _focus(home: Household, post: Post) -> Part:
    rows = [
        (one.get_group_display(), one.sentence, str(one.valid_from))
        for one in groups_of(household=home.pk, post=post)
    ]
    return Part(title="重点人群", header=("类别", "依据", "列入日期"), rows=rows)


def _facts(home: Household, post: Post) -> Part:
    kinds = kinds_by_code()
    rows = [
        (
            kinds[one.kind].title,
            one.person.name if one.person else "全户",
            kinds[one.kind].in_words(one.fact.value),
            str(one.fact.valid_from),
            one.fact.source_label,
        )
        for one in current(household=home.pk, post=post)
    ]
    return Part(title="已知情况", header=("事项", "谁", "数值", "截至", "来源"), rows=rows)


def _leads(own: list[Any], post: Post) -> Part:
    why: dict[int, list[str]] = defaultdict(list)
    for source in sources_of_leads(own, post):
        why[source.lead_id].append(without_source(source.sentence))
    rows = [
        (
            str(one.opened_on),
            "；".join(dict.fromkeys(why[one.pk])),
            one.get_state_display(),
            one.get_verdict_display() if one.verdict else "尚无",
        )
        for one in own
    ]
    return Part(title="线索和核实结论", header=("发现日期", "为什么", "状态", "结论"), rows=rows)


def _timeline(told: Told) -> Part:
    rows = [(str(day), what, who) for day, what, who in sorted(told.happened, key=lambda one: one[0])]
    return Part(title="经过", header=("日期", "事项", "经办"), rows=rows)


def _papers(told: Told) -> Part:
    rows = [(one.name, what, str(clock.day_of(one.made_at)), _hash(one.sha256)) for what, one in told.papers]
    return Part(title="原件目录", header=("文件名", "是什么", "收进日期", "SHA-256"), rows=rows)


def _hash(text: str) -> str:
    """In lines that fit into a column."""
    return "\n".join(text[at : at + HASH_LINE] for at in range(0, len(text), HASH_LINE))
