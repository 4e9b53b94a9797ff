"""The story's part of the end of the risk: 李四's household, from the proposal to the county's word and back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.warning.elimination.models import Elimination
from dixian.web.shell.papers import DOCX, PDF
from tests.support.register import XLSX
from tests.web.conftest import SYSTEM
from tests.web.story_steps import Step, newest, work


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
    desk, uid = "/eliminations/steps/appraise/", str(newest(Elimination).uid)
    met = {
        "on": day,
        "present": "21",
        "text": "同意",
        "case": uid,
        f"outcome.{uid}": "passed",
        f"ayes.{uid}": "20",
    }
    met["area"] = county.village.code
    yield Step("elimination-step", "cadre", desk, met, page=desk, says="通过 1 户")
    paper = {"area": county.village.code}
    yield Step("elimination-step-paper", "cadre", f"{desk}paper/", paper, 200, desk, says=DOCX)
    yield step("cadre", "公示已登记", verb="post", on=day, where="村务公开栏")
    with acting(SYSTEM), writing():
        hung = {"posted_on": today - timedelta(days=7), "until": today - timedelta(days=2)}
        Elimination.objects.update(**hung)
    yield step("cadre", "等乡镇审核", verb="end_notice", on=day)
    notice = {"form": "公示", "as": "pdf"}
    yield Step("elimination-paper", "cadre", f"{at}paper/", notice, 200, at, says=PDF)
    yield Step("elimination-paper", "clerk", f"{at}paper/", {"form": "审批表"}, 200, at, says=DOCX)
    yield step("clerk", "等县里审定", verb="review", opinion="抽查属实")
    yield step("reviewer", "已审定", verb="approve", on=day, number="棱农工发〔2024〕21号")
    yield step("cadre", "回头看已登记", verb="look_back", on=day, stable="1", found="稳定")
    yield step("clerk", "等县里审定", verb="ask", reason="收入算错")
    yield step("reviewer", "继续监测帮扶", verb="decide", agree="1")
    yield Step("eliminations", "clerk", "/eliminations/", {"reason": "核对"}, 200, says=XLSX)
