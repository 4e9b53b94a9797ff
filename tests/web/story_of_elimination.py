"""The story's part of the end of the risk: 李四's household, from the proposal to the county's word and back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.warning.cases.models import CaseBatch
from dixian.warning.elimination.models import Elimination
from dixian.web.shell.papers import DOCX, PDF
from tests.support.register import XLSX
from tests.web.conftest import SYSTEM
from tests.web.story_steps import Step, file_of, newest, work


def elimination_story(county: Any) -> Iterator[Step]:
    """The steps; the days of the notice have passed."""
    at, today = f"/eliminations/{county.helped.uid}/", clock.today()

    def step(who: str, says: str, **form: str) -> Step:
        return Step("act-on-elimination", who, f"{at}act/", form, page=at, says=says, after=work)

    words = {f"word-{one}": "入户核实可以认定" for one in ("income", "guarantees", "risk", "measures")}
    day = str(today)
    told = {"on": day, "how": "natural", "reason": "子女已就业", "income": "12000", "months": "7", **words}
    yield step("cadre", "接着评议", verb="propose", **told)
    yield step("cadre", "已撤回", verb="withdraw", reason="材料不齐")
    yield step("cadre", "接着评议", verb="propose", **told)
    yield from _together(county)
    yield Step("elimination-paper", "clerk", f"{at}paper/", {}, 200, at, says=DOCX)
    yield step("cadre", "回头看已登记", verb="look_back", on=day, stable="1", found="稳定")
    yield step("clerk", "等县里审定", verb="ask", reason="收入算错")
    yield step("reviewer", "继续监测帮扶", verb="decide", agree="1")
    yield Step("eliminations", "clerk", "/eliminations/", {"reason": "核对"}, 200, says=XLSX)


def _together(county: Any) -> Iterator[Step]:
    """From the meeting to the announcement, with its papers."""
    uid, village, today = str(county.helped.uid), county.village, str(clock.today())
    said = {"on": today, "case": uid, f"outcome.{uid}": "passed", "area": village.code}
    met = {
        **said, "present": "21", "text": "同意", f"ayes.{uid}": "20", f"noes.{uid}": "1",
        "scan": file_of(b"\xff\xd8\xff signed", "评议.jpg"),
    }  # fmt: skip
    yield _step("appraise", "cadre", met)
    at = f"/case-batches/{newest(CaseBatch).uid}/"
    yield Step("case-batch-paper", "cadre", f"{at}paper/", {"as": "pdf"}, 200, at, says=PDF)
    yield _step("notice", "cadre", {**said, "text": "村务公开栏"})
    notice = newest(CaseBatch)
    with acting(SYSTEM), writing():
        week = timedelta(days=7)
        CaseBatch.objects.filter(pk=notice.pk).update(on=clock.today() - week, until=clock.today() - week / 3)
        hung = {"posted_on": clock.today() - week, "until": clock.today() - week / 3}
        Elimination.objects.filter(state="posted").update(**hung)
    at = f"/case-batches/{notice.uid}/"
    yield Step("case-batch-paper", "cadre", f"{at}paper/", {}, 200, at, says=DOCX)
    ended = {"unobjected": "yes", "on": today}
    yield Step("end-notice", "cadre", f"{at}end/", ended, page=at, says="公示结果已登记")
    township = county.township
    yield _step("review", "clerk", {**said, "text": "抽查属实", "area": township.code})
    at = f"/case-batches/{newest(CaseBatch).uid}/"
    signed = {"scan": file_of(b"\xff\xd8\xff signed", "审核.jpg")}
    yield Step("sign-case-batch", "clerk", f"{at}sign/", signed, page=at, says="签字原件已收进来")
    approved = {**said, "number": "棱农工发〔2024〕21号", "area": township.parent.code}
    yield _step("approve", "reviewer", approved)
    yield _step("announce", "clerk", {**said, "area": township.code})
    at = f"/case-batches/{newest(CaseBatch).uid}/"
    yield Step("case-batch-paper", "clerk", f"{at}paper/", {}, 200, at, says=DOCX)


def _step(step: str, who: str, form: dict[str, Any]) -> Step:
    desk, what = f"/eliminations/steps/{step}/", "列入公示" if step == "notice" else "通过"
    return Step("elimination-step", who, desk, form, page=desk, says=f"{what} 1 户")
