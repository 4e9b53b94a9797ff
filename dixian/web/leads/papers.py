"""A push sheet as a paper: the 推送单 for the township, and the 反馈表 it stamps; as Word, PDF and Excel."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from dixian.commons.leads.api import Lead, leads, sentences_of
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.columns import Text
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import Paper, word_file
from dixian.foundation.policy.api import labels, number
from dixian.foundation.sheets.api import write_table
from dixian.warning.alerts.api import without_source
from dixian.warning.verification import api as verification
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.papers import as_file
from dixian.web.shell.reasons import why_sent

PUSHED, ANSWERED = "推送单", "反馈表"
HEADERS = {
    PUSHED: ("序号", "村", "屯", "户主", "为什么", "核实期限"),
    ANSWERED: ("序号", "村", "户主", "核实方式", "核实日期", "核实结论", "理由", "办理情况"),
}
FORMS = {f"{what}.{kind}": (what, kind) for what in HEADERS for kind in ("docx", "pdf", "xlsx")}


@page(C.EXPORT, methods=("POST",), look_up=True)
def sheet_paper(request: Any, uid: UUID) -> HttpResponse:
    """The paper that was asked for, noted with the reason; it holds no number of anybody."""
    found = get_visible(verification.sheets(request.post), request, uid)
    if request.POST.get("form", "") not in FORMS:
        raise Refusal("没有选择哪一种", "选推送单或反馈表，Word、PDF 或 Excel")
    what, kind = FORMS[request.POST["form"]]
    told = why_sent(request, None)
    on_it = leads(request.post).filter(assignment__sheet=found).order_by("village__code", "id")
    rows, most = list(on_it[: int(number("export.rows")) + 1]), int(number("export.rows"))
    if len(rows) > most:
        raise Refusal(f"这张推送单超过 {most} 行，一次导不出", "请系统管理员提高一次最多导出行数")
    told.note(what=f"导出{what}", subject="推送单", uids=[one.household.uid for one in rows])
    lines = _pushed(rows, found, request.post) if what == PUSHED else _answered(rows, request.post)
    name = f"{found}-{what}"
    if kind != "xlsx":
        return as_file(word_file(_paper(found, what, lines)), name, kind)
    columns = [Text(title, title) for title in HEADERS[what]]
    return workbook(write_table(title=what, columns=columns, rows=lines), f"{name}.xlsx")


def _pushed(rows: Sequence[Lead], sheet: verification.PushSheet, post: Post) -> list[list[str]]:
    """Why each is on it as it was when the sheet was issued, and the limit it was issued with."""
    why = sentences_of(rows, post, until=sheet.made_at)
    due = {one.lead_id: one.due_on for one in verification.assignments_of(rows, post)}
    return [
        [
            str(at),
            one.village.name,
            one.household.group_name,
            one.household.head_name,
            without_source(why.get(one.pk, "")),
            str(due.get(one.pk, "")),
        ]
        for at, one in enumerate(rows, start=1)
    ]


def _answered(rows: Sequence[Lead], post: Post) -> list[list[str]]:
    """What the village last said of each; empty where it has said nothing."""
    given, named = verification.latest_answers(rows, post), labels(*set(verification.REASONS.values()))
    lines = []
    for at, one in enumerate(rows, start=1):
        last = given.get(one.pk)
        said = ["", "", "", ""]
        if last:
            said = [last.get_method_display(), str(last.event_on), last.get_verdict_display()]
            said.append(named.get(last.reason, last.reason))
        lines.append([str(at), one.village.name, one.household.head_name, *said, one.get_state_display()])
    return lines


def _paper(sheet: verification.PushSheet, what: str, lines: list[list[str]]) -> Paper:
    township = sheet.township.name
    if what == PUSHED:
        return Paper(
            issuer=unit("nyncj").name,
            number=str(sheet),
            title="关于核实部门预警线索的推送单",
            to=township,
            paragraphs=[
                f"现将部门预警比对形成的线索 {sheet.lead_count} 条推送给你们，请组织各村按期核实，"
                "逐户反馈，由乡镇确认后上报。名单如下："
            ],
            header=HEADERS[what],
            rows=lines,
            signed=unit("nyncj").name,
            day=zh_day(sheet.issued_on),
        )
    return Paper(
        issuer=township,
        title="部门预警线索核实反馈表",
        to=unit("nyncj").name,
        paragraphs=[f"{sheet}（{zh_day(sheet.issued_on)}推送，{sheet.lead_count} 条）核实情况反馈如下："],
        header=HEADERS[what],
        rows=lines,
        places=["核实人：　　　　　　", "负责人：　　　　　　", "（盖章）　　　　"],
        signed=township,
        day=zh_day(clock.today()),
    )
