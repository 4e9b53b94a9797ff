"""The story's part of income, doubts and checks: 李四's household, from the statement to the township's word."""

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.foundation.sheets.api import write_table
from dixian.registry.incomes.api import EARLIER_COLUMNS, columns, years
from tests.support.register import XLSX
from tests.web.conftest import SYSTEM
from tests.web.story_steps import Step, file_of, work

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def incomes_story(county: Any) -> Iterator[Step]:
    """The steps; filled in, signed, sent back, signed again, confirmed."""
    one, at = county.statement, f"/incomes/villages/{county.income_list.uid}/"
    page, today, chosen = (
        f"/incomes/{one.uid}/",
        str(clock.today()),
        {"chosen": str(one.uid), "back": str(one.uid)},
    )

    def signed() -> Step:
        scan = SimpleUploadedFile("确认表.jpg", b"\xff\xd8\xff signed", "image/jpeg")
        sent = {**chosen, "on": today, "paper": scan}
        return Step("sign-incomes", "cadre", f"{at}sign/", sent, page=page, says="等乡镇审核")

    earlier = write_table(
        title="期初收入", columns=EARLIER_COLUMNS, rows=[[one.household.number, "", 1, 9000]]
    )
    told = {"year": str(years()[1]), "file": file_of(earlier)}
    yield Step(
        "income-earlier", "bureau", "/incomes/earlier/", told, 200, "/incomes/earlier/", says="已导入 1 户"
    )
    values = {"uid": str(one.uid), "size": 1, "labour": 9000}
    rows = [[values.get(column.code, "") for column in columns()]]
    sent = {"file": file_of(write_table(title="收支表", columns=columns(), rows=rows))}
    yield Step("income-sheet", "cadre", f"{at}sheet/", status=200, page=at, says=XLSX)
    yield Step("fill-incomes", "cadre", f"{at}fill/", sent, 200, at, says="已填报 1 户")
    told = {"size": "1", "a-labour": "12000", "a-crops": "5000", "a-crops_cost": "2000"}
    yield Step("fill-income", "cadre", f"{page}fill/", told, page=page, says="15,000.00 元")
    yield Step("income-paper", "cadre", f"{page}paper/", status=200, page=page, says=DOCX)
    yield Step("income-papers", "cadre", f"{at}papers/", status=200, page=at, says=DOCX)
    yield signed()
    back = {**chosen, "verb": "return", "reason": "核对种植业支出"}
    yield Step("confirm-incomes", "clerk", f"{at}confirm/", back, page=page, says="已退回")
    yield Step("fill-income", "cadre", f"{page}fill/", told, page=page, says="15,000.00 元")
    yield signed()
    right = {**chosen, "verb": "confirm"}
    yield Step("confirm-incomes", "clerk", f"{at}confirm/", right, page=page, says="已审核 1 户", after=work)
    yield Step("income-scan", "clerk", f"{page}scan/", status=200, page=page, says="application/octet-stream")
    yield Step("income-list", "clerk", at, {"reason": "核对"}, 200, says=XLSX)
    yield Step(
        "open-incomes",
        "bureau",
        "/incomes/open/",
        {"really": "1"},
        page="/incomes/",
        says="已开始",
        after=work,
    )
    yield from _doubts(county)
    yield from _checks(county)


def _doubts(county: Any) -> Iterator[Step]:
    """The same doubt looked at again, and then answered as one of help not received."""
    at = f"/doubts/{county.doubt.uid}/"
    looked = {"risk": "0", "said": "已搬到镇里租住"}
    yield Step("look-at-doubt", "clerk", f"{at}look/", looked, page=at, says="复核无风险")
    yield Step("doubts", "clerk", "/doubts/", {"reason": "核对"}, 200, says=XLSX)
    with acting(SYSTEM), writing():
        county.doubt.__class__.objects.filter(pk=county.doubt.pk).update(
            list="unreceived", state="raised", lead=county.lead, looked_by=None, looked_on=None, said="",
        )  # fmt: skip
    answered = {"word": "applied", "said": "已列入今年危房改造计划"}
    yield Step("answer-doubt", "bureau", f"{at}answer/", answered, page=at, says="已答复")


def _checks(county: Any) -> Iterator[Step]:
    at = f"/quality/{county.finding.uid}/"
    yield Step("findings", "clerk", "/quality/", {"reason": "核对"}, 200, says=XLSX)
    why = {"reason": "已提请更正"}
    yield Step("waive-finding", "clerk", f"{at}waive/", why, page=at, says="已认定不用改")
    why = {"reason": "证件已经办下来"}
    yield Step("take-back-waiver", "clerk", f"{at}take-back/", why, page=at, says="已撤回认定")
    yield Step("run-checks", "cadre", "/quality/run/", page="/quality/", says="正在重新质检", after=work)
