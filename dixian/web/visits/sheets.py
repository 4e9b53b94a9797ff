"""Papers of a sweep: the tick-sheet of a village by 屯, and the report that closes a check."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area, unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import Filling, Paper, word_file
from dixian.foundation.policy.api import number
from dixian.warning.visits import api as visits
from dixian.warning.visits.enums import TO_DO, SweepKind
from dixian.web.shell.pages import page
from dixian.web.shell.papers import handed_out, paper
from dixian.web.shell.reasons import why_sent
from dixian.web.visits.sweeps import SEES, sweep_of
from dixian.web.visits.wordings import TICKS

REPORT_HEADER = (
    "乡镇",
    "应走访",
    "已走访",
    "入户无异常",
    "电话核实",
    "发现问题",
    "家中无人",
    "拒绝",
    "未走访",
    "完成率",
)


@page(C.ANSWER, methods=("POST",), look_up=True)
def tick_sheet(request: Any, uid: UUID) -> HttpResponse:
    """The households still to be looked at, a line each, to be printed; of one 屯 where one is chosen. It is noted."""
    sweep = sweep_of(uid)
    place = Area.objects.select_related("parent").filter(code=request.POST.get("village", "")).first()
    if place is None:
        raise Refusal("没有选村", "从全村登记的页面打印")
    found = visits.stops(sweep, request.post).filter(village=place, state__in=TO_DO)
    group = request.POST.get("group", "")
    if group:
        found = found.filter(group_name=group)
    rows = list(found.order_by("group_name", "id"))
    if not rows:
        raise Refusal("没有还要走访的户", "都走访过了，不用打印")
    why_sent(request, None).note(what="打印走访表", subject="户", uids=[one.household.uid for one in rows])
    values = {
        "村": f"{place.parent.name if place.parent else ''}{place.name}",
        "排查名称": str(sweep),
        "屯": group or "全村",
        "户数": str(len(rows)),
        "期限": zh_day(sweep.due_on),
    }
    lines = [_line(at, one) for at, one in enumerate(rows, start=1)]
    name = f"{sweep}走访表{f'（{group}）' if group else ''}-{place.name}"
    return paper(request, TICKS, name, Filling(values, {"户": lines}))


@page(SEES, methods=("POST",), look_up=True)
def report(request: Any, uid: UUID) -> HttpResponse:
    """总结报告 of a check: by township, what was found and decided of each, the re-check; noted with the reason."""
    sweep = sweep_of(uid)
    request.post.require(C.EXPORT)
    if sweep.kind != SweepKind.HALF:
        raise Http404
    told = why_sent(request, None)
    most = int(number("export.rows"))
    findings = list(visits.findings_in(sweep, request.post)[: most + 1])
    if len(findings) > most:
        raise Refusal(f"发现的问题超过 {most} 个，一次导不出", "请系统管理员提高一次最多导出行数")
    told.note(what="导出集中排查报告", subject="排查", uids=[one.household.uid for one in findings])
    content = word_file(_report(sweep, request.post, findings))
    return handed_out(request, content, f"{sweep}总结报告-{clock.today()}")


def _line(at: int, one: visits.Stop) -> dict[str, str]:
    home = one.household
    return {
        "序号": str(at),
        "所在屯": one.group_name,
        "户主": home.head_name,
        "人口": str(home.size),
        "再访原因": one.again,
    }


def _report(sweep: visits.Sweep, post: Any, findings: list[visits.Finding]) -> Paper:
    places = visits.by_township(sweep, post)
    whole = visits.together(places, "合计")
    bureau = unit("nyncj").name
    return Paper(
        issuer=bureau,
        title=f"关于{sweep}的总结报告",
        paragraphs=[
            *_how_far(sweep, whole),
            *_found(findings),
            *_looked_again(visits.rechecked(sweep, post)),
            "各乡镇进度如下：",
        ],
        header=REPORT_HEADER,
        rows=[_of_place(one) for one in (*places, whole)],
        signed=bureau,
        day=zh_day(clock.today()),
    )


def _how_far(sweep: visits.Sweep, whole: visits.Progress) -> list[str]:
    ended = f"{zh_day(sweep.closed_on)}结束" if sweep.closed_on else "正在进行"
    said = whole.states
    lines = [
        f"{sweep}于{zh_day(sweep.opened_on)}开始，{ended}。名单上农户 {whole.total} 户，其间注销 {said['gone']} 户，"
        f"应走访 {whole.asked} 户，已走访 {whole.seen} 户，完成率 {whole.share}。其中入户无异常 {said['fine']} 户，"
        f"外出电话核实 {said['phoned']} 户，发现问题 {said['found']} 户；家中无人 {said['absent']} 户，"
        f"拒绝走访 {said['refused']} 户，未走访 {said['open'] + said['missed']} 户。"
    ]
    return [*lines, f"未走访到的：{sweep.word}"] if sweep.word else lines


def _found(findings: list[visits.Finding]) -> list[str]:
    """In figures, then one by one, with what was decided of each."""
    if not findings:
        return ["没有发现须列为线索的问题。"]
    decided = Counter(decision(one) for one in findings)
    counted = "，".join(f"{words} {count} 个" for words, count in decided.most_common())
    return [
        f"发现问题 {len(findings)} 个，都已列为线索：{counted}。逐个如下：",
        *(
            f"{at}. {one.village.name}{one.household.head_name}户：{one.sentence.removeprefix('走访发现：')}——{decision(one)}"
            for at, one in enumerate(findings, start=1)
        ),
    ]


def decision(one: visits.Finding) -> str:
    """What was decided of a finding so far."""
    lead = one.lead
    return (
        f"{lead.get_state_display()}，{lead.get_verdict_display()}"
        if lead.verdict
        else lead.get_state_display()
    )


def _looked_again(rows: list[visits.Rechecked]) -> list[str]:
    if not rows:
        return ["乡镇没有抽取复核。"]
    return [
        "乡镇复核："
        + "；".join(
            f"{one.draw.township.name}抽 {one.drawn} 户（{one.draw.percent}%，种子 {one.draw.seed}），"
            f"复核 {one.looked} 户，有差异 {one.differ} 户，差异率 {one.rate}"
            for one in rows
        )
        + "。"
    ]


def _of_place(one: visits.Progress) -> list[str]:
    said = one.states
    figures = (
        one.asked,
        one.seen,
        said["fine"],
        said["phoned"],
        said["found"],
        said["absent"],
        said["refused"],
    )
    return [one.name, *(str(figure) for figure in figures), str(said["open"] + said["missed"]), one.share]
