"""The story's part of plans and measures: 李四's household, from the draft to what was delivered."""

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from dixian.foundation.kernel import clock
from dixian.foundation.sheets.api import write_table
from dixian.registry.households.api import Person
from dixian.warning.measures.api import DELIVERY_COLUMNS, Measure
from dixian.web.shell.papers import DOCX, PDF
from tests.support.register import XLSX
from tests.web.story_steps import Step, file_of, newest, one, work

SIX = ("minimum_living", "destitute", "temporary_relief", "old_age", "disability", "pension")


def measures_story(county: Any) -> Iterator[Step]:
    """The steps of the plan, of its measures, of the month."""
    at, today = f"/plans/{county.helped.uid}/", str(clock.today())
    act, person = f"{at}act/", one(Person, number="P102")

    def step(who: str, says: str, **form: str) -> Step:
        return Step("act-on-plan", who, act, form, page=at, says=says)

    yield step("cadre", "已保存", verb="fill", helper="某帮扶人", helper_unit=str(county.bureau.uid))
    grid = {f"standing-{kind}": "not_entitled" for kind in SIX} | {f"why-{kind}": "条件不符" for kind in SIX}
    yield step("cadre", "劳动能力和保障", verb="member", person=str(person.uid), labour="weak", **grid)
    owed = {"kind": "welfare_post", "what": "安排保洁岗", "unit": str(county.insurance.uid), "amount": "600"}
    for _ in range(2):
        yield step("cadre", "已加上措施", verb="measure", from_on=today, **owed)
    yield step("cadre", "已提交", verb="submit")
    yield step("clerk", "已退回修改", verb="return", reason="写明帮扶单位")
    yield step("cadre", "已提交", verb="submit")
    yield step("clerk", "已审定帮扶计划", verb="adopt")
    yield from _papers(county, at)
    last = newest(Measure)
    yield step("clerk", "不再落实", verb="drop", measure=str(last.uid), reason="重复")
    yield step("clerk", "已开始起草", verb="begin", reason="成员有变")
    found = {"on": today, "effect": "some", "blocker": "work", "found": "上岗一周", "remedy": "再找一份活"}
    yield Step("follow-up", "cadre", f"{at}follow-up/", found, page=at, says="本月跟踪走访")
    yield from _delivered(county, today)


def _papers(county: Any, at: str) -> Iterator[Step]:
    """The plan, the cards, the dossier, to be printed."""
    home = f"/households/{county.helped.household.uid}/"
    yield Step("plan-paper", "cadre", f"{at}paper/", status=200, page=at, says=DOCX)
    photo = SimpleUploadedFile("签字.jpg", b"\xff\xd8\xff signed", "image/jpeg")
    signed = {"on": str(clock.today()), "paper": photo}
    yield Step("sign-plan", "cadre", f"{at}sign/", signed, page=at, says="已收进来")
    yield Step("signed-plan", "clerk", f"{at}signed/", status=200, page=at, says="application/octet-stream")
    yield Step("household-card", "cadre", f"{home}card/", status=200, page=home, says=DOCX)
    village = {"village": county.village.code}
    yield Step("village-cards", "cadre", "/cards/", village, 200, "/monitored/", says=DOCX)
    why = {"reason": "迎接核查", "as": "pdf"}
    yield Step("dossier", "clerk", f"{home}dossier/", why, 200, says=PDF)


def _delivered(county: Any, today: str) -> Iterator[Step]:
    at = f"/measures/{county.measure.uid}/"
    photo = SimpleUploadedFile("到账.jpg", b"\xff\xd8\xff paid", "image/jpeg")
    told = {"on": today, "told": "已到账", "amount": "380", "evidence": photo}
    yield Step("deliver-measure", "insurer", f"{at}deliver/", told, page=at, says="已登记")
    yield Step(
        "measure-evidence", "insurer", f"{at}evidence/", status=200, page=at, says="application/octet-stream"
    )
    other = one(Measure, what="安排保洁岗", state="due")
    content = write_table(
        title="清单", columns=DELIVERY_COLUMNS, rows=[(str(other.uid), "", today, 600, "到岗")]
    )
    sent = {"file": file_of(content)}
    yield Step("measures-sheet", "insurer", "/measures/sheet/", status=200, page="/measures/", says=XLSX)
    yield Step(
        "deliver-many",
        "insurer",
        "/measures/deliver/",
        sent,
        200,
        "/measures/",
        says="已登记落实",
        after=work,
    )
    why = {"reason": "报领导小组会议"}
    for name, who, path in (
        ("unit-measures", "insurer", "/measures/"),
        ("monitored", "clerk", "/monitored/"),
        ("focus", "bureau", "/focus/"),
    ):
        yield Step(name, who, path, why, 200, says=XLSX)
