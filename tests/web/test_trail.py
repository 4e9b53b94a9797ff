"""核实经过: what happened to a lead and to a household, in order, with who it was and what they said."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, reading
from dixian.warning.verification.api import answers_of
from dixian.web.leads.trail import trail_of
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]
NO_RISK = {"finding": "no_risk:reimbursed", "method": "home", "note": "已由医保报销"}
STEP = re.compile(r"<li><time>(\d{4}-\d\d-\d\d \d\d:\d\d) (.*?)</time>(.*?)</li>", re.DOTALL)


@pytest.fixture
def gone_round(county: Any, as_post: As) -> Any:
    """The lead pushed, received, answered, sent back, answered again and confirmed, each by their own post."""
    at = f"/leads/{county.lead.uid}/"
    as_post("bureau").post("/push-desk/release/", {"chosen": [str(county.lead.uid)]})
    sheet = re.search(r"/push-sheets/[0-9a-f-]{36}/", main_of(as_post("clerk"), at))
    assert sheet
    sent = [
        as_post("clerk").fill_in(sheet[0], f"{sheet[0]}receive/"),
        as_post("cadre").fill_in(at, f"{at}answer/", NO_RISK),
        as_post("clerk").fill_in(at, f"{at}send-back/", {"reason": "写明报销了多少"}),
        as_post("grid").fill_in(at, f"{at}answer/", {**NO_RISK, "note": "报销了八千元"}),
        as_post("head").fill_in(at, f"{at}confirm/"),
    ]
    assert [one.status_code for one in sent] == [302] * len(sent)
    return county


def steps(client: FormClient, address: str) -> list[tuple[str, str, str]]:
    """Moment, who and what of each line, as the page has them."""
    found = STEP.findall(main_of(client, address))
    return [(at, who, re.sub(r"<[^>]+>", "", what)) for at, who, what in found]


@pytest.mark.parametrize("page", ["/leads/{0.lead.uid}/", "/households/{0.lead.household.uid}/"])
def test_every_step_says_when_who_and_what_and_the_newest_stands_on_top(
    gone_round: Any, as_post: As, page: str
) -> None:
    told = steps(as_post("clerk"), page.format(gone_round))
    assert [at for at, _, _ in told] == sorted((at for at, _, _ in told), reverse=True)
    begins = (
        "确认，线索办结",
        "入户核实",
        "退回：写明报销了多少",
        "入户核实",
        "签收推送单",
        "县局推送到村",
        "答复县医保局",
        "县医保局提出疑问",
        "发现线索",
    )
    assert [what.startswith(word) for (_, _, what), word in zip(told, begins, strict=True)] == [True] * len(
        begins
    )
    assert "报销了八千元" in told[1][2] and "已由医保报销" in told[3][2]
    posts = [gone_round.posts[name] for name in ("head", "grid", "clerk", "cadre", "clerk", "bureau")]
    asked = [gone_round.posts[name].user.name for name in ("clerk", "insurer")]
    assert [who for _, who, _ in told] == [*(f"{post.user.name}（{post}）" for post in posts), *asked, "系统"]


def test_the_village_sees_the_push_its_days_run_from_but_not_the_townships_sheet(
    gone_round: Any, as_post: As
) -> None:
    told = [what for _, _, what in steps(as_post("cadre"), f"/leads/{gone_round.lead.uid}/")]
    pushed = next(what for what in told if what.startswith("县局推送到村"))
    assert "核实期限" in pushed and "推送单" not in pushed
    assert not any(what.startswith("签收") for what in told)


def test_who_may_see_no_leads_is_told_how_it_ended_and_not_what_was_written(gone_round: Any) -> None:
    with acting(SYSTEM), reading():
        answers = answers_of(gone_round.lead, gone_round["clerk"])
        told = "".join(step.what for step in trail_of([gone_round.lead], answers, gone_round["clinic"]))
    assert "线索办结" in told and "退回补充核实" in told
    assert "报销了八千元" not in told and "写明报销了多少" not in told
