"""The story's part of visits: this half-year's check, from the list to the report."""

from collections.abc import Iterator
from typing import Any

from dixian.foundation.audit.api import acting, reading
from dixian.foundation.kernel import clock
from dixian.registry.households.api import Household
from dixian.warning.visits.api import Recheck, RecheckDraw, Stop, Sweep
from dixian.web.shell.papers import DOCX
from tests.support.register import XLSX
from tests.web.conftest import SYSTEM
from tests.web.story_of_settings import LATER
from tests.web.story_steps import Step, newest, one, work


def visits_story(county: Any) -> Iterator[Step]:
    """The steps."""
    today = str(clock.today())
    until = {"due_on": str(clock.today().replace(year=clock.today().year + 1))}
    yield Step("open-check", "bureau", "/rounds/open/", until, page="/rounds/", says="已发起", after=work)
    sweep = newest(Sweep)
    at = f"/rounds/{sweep.uid}/"
    yield from _walked(county, at, sweep, today)
    yield Step("draw-rechecks", "clerk", f"{at}draw/", page=at, says="抽中")
    draw, drawn = newest(RecheckDraw), newest(Recheck)
    looked = {"word": "differs", "found": "入户时家里没有人"}
    page = f"/rechecks/{draw.uid}/"
    yield Step("recheck", "clerk", f"/rechecks/{drawn.uid}/look/", looked, page=page, says="再走访")
    why = {"reason": "报领导小组会议"}
    yield Step("sweep-stops", "clerk", f"{at}list/", why, 200, says=XLSX)
    yield Step("close-check", "bureau", f"{at}close/", {"word": "其余的下半年再走访"}, page=at, says="已结束")
    yield Step("check-report", "bureau", f"{at}report/", why, 200, says=DOCX)
    yield Step("visit-list", "clerk", "/visits/", why, 200, says=XLSX)
    yield Step("satisfaction", "clerk", "/satisfaction/", why, 200, says=XLSX)
    page = "/settings/parameters/questionnaires/visit/"
    asked = {"title-0": "家里收入比去年", "type-0": "choice", "options-0": "增加、减少", "raises-0": "减少"}
    yield Step(
        "propose-questions", "bureau", f"{page}propose/", {**asked, **LATER}, page=page, says="修改问题"
    )


def _walked(county: Any, at: str, sweep: Sweep, today: str) -> Iterator[Step]:
    with acting(SYSTEM), reading():
        stop = Stop.objects.filter(sweep=sweep, village=county.village).earliest("id")
    home = one(Household, pk=stop.household_id)
    page = f"{at}grid/?village={county.village.code}"
    sheet = {"village": county.village.code, "reason": "打印走访表"}
    yield Step("tick-sheet", "cadre", f"{at}sheet/", sheet, 200, says=DOCX)
    ticked = {"chosen": str(stop.uid), "how": "home", "on": today}
    yield Step("tick", "cadre", f"{at}tick/", ticked, page=page, says="已登记 1 户")
    page = f"/visits/to/{home.uid}/"
    seen = {"method": "home", "outcome": "met", "on": today, "q-satisfied": "no", "q-why_not": "等得太久"}
    yield Step("make-visit", "cadre", f"{page}make/", seen, page=page, says="已列为线索", after=work)
    page = f"/visits/to/{county.villager.household.uid}/"
    seen = {"method": "phone", "outcome": "met", "on": today}
    yield Step("make-visit", "helper", f"{page}make/", seen, page=page, says="已登记", after=work)
