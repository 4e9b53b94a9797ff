"""What a full form does: one success for each address that takes one, told in an order in which each is possible.

A step says who sends what where, and what is answered; `page` is where the form stands, so that what is
hidden in it (its key, the version it was made from) comes from the page itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from dixian.foundation.accounts.api import ACCOUNT_COLUMNS, Delegation
from dixian.foundation.areas import api as areas
from dixian.foundation.audit.api import acting, reading
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.sheets.api import write_table
from dixian.registry.households.api import PAIRING_COLUMNS, Person
from dixian.warning.submissions.api import Batch
from tests.support.register import XLSX, Someone, workbook
from tests.web.conftest import SYSTEM

PASSWORD = "a-long-one-for-the-test"
FINDING = {"finding": "no_risk:reimbursed", "method": "home"}
Form = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """`who` is None for somebody not signed in. says: what the answer, or the page it leads to, shows."""

    name: str
    who: str | None
    path: str
    form: Form = field(default_factory=dict)
    status: int = 302
    page: str = ""
    says: str = ""
    after: Callable[[], Any] = lambda: None


def story(county: Any, folder: Path) -> Iterator[Step]:
    """The steps; each is made when the one before has been taken."""
    yield from _coming_in(county)
    yield from _households(county)
    yield from _a_months_file(county, folder)
    yield from _the_lead(county)
    yield from _settings(county)
    yield Step("sign-out", "cadre", "/sign-out/")


def _coming_in(county: Any) -> Iterator[Step]:
    today = clock.today()
    dates = {"valid_from": str(today), "valid_to": str(today + timedelta(days=5)), "reason": "休假"}
    yield Step("sign-in", None, "/sign-in/", {"username": "team", "password": PASSWORD}, page="/sign-in/")
    yield Step("look", None, "/look/", {"large": "1"})
    new = {"old": PASSWORD, "new": "another-long-one-7"}
    yield Step("password", "team", "/password/", new, page="/password/", says="密码已修改")
    yield Step("choose-post", "grid", "/post/", {"post": str(county.posts["grid"].uid)}, page="/post/")
    yield Step("codes", "grid", "/codes/", status=200, page="/codes/", says="动态口令二维码")
    yield Step("notices", "clerk", "/notices/", page="/notices/")
    given = {"username": "far_clerk", **dates}
    yield Step("delegations", "clerk", "/delegations/", given, page="/delegations/", says="由某far_clerk代办")
    made = _one(Delegation)
    yield Step(
        "end-delegation", "clerk", f"/delegations/{made.uid}/end/", page="/delegations/", says="代办已结束"
    )


def _households(county: Any) -> Iterator[Step]:
    someone = Someone("张三", 101, county.village)
    yield Step("search", "clerk", "/search/", {"q": "张三"}, 200, says="张三")
    at = f"/persons/{county.villager.uid}/reveal/"
    yield Step("reveal", "cadre", at, {"reason": "入户核对证件"}, 200, says=someone.id_number)
    list_ = write_table(title="结对", columns=PAIRING_COLUMNS, rows=[("helper", "H00102")])
    yield Step("pairing", "bureau", "/pairing/", {"file": _file(list_)}, 200, "/pairing/", "新结对户")


def _a_months_file(county: Any, folder: Path) -> Iterator[Step]:
    month = Month.of(clock.today()).previous()
    kind = f"/submissions/kinds/{county.kind.uid}"
    page = f"/submissions/?month={month.code}"
    content = workbook(folder, [Someone("李四", 102, county.village).costs("8000")], month)
    sent = {"file": _file(content), "month": month.code}
    yield Step("upload", "insurer", f"{kind}/upload/", sent, page=page, after=_work)
    at = f"/batches/{_newest().uid}/"
    yield Step("withdraw", "insurer", f"{at}withdraw/", page=at, says="已撤回")
    again = {"file": _file(content), "month": month.code}
    yield Step("upload", "insurer", f"{kind}/upload/", again, page=page, after=_work)
    at = f"/batches/{_newest().uid}/"
    yield Step("commit", "insurer", f"{at}commit/", page=at, says="已提交", after=_work)
    earlier = month.previous().code
    page = f"/submissions/?month={earlier}"
    yield Step("nil-return", "insurer", f"{kind}/nil/", {"month": earlier}, page=page, says="零报告")
    at, why = f"/batches/{county.batch.uid}/", {"reason": "核对报销金额"}
    yield Step("original", "insurer", f"{at}original/", why, 200, f"{at}original/", says=XLSX)
    yield Step("rejected", "insurer", f"{at}rejected/", why, 200, f"{at}rejected/", says=XLSX)
    at = f"/rows/{county.row.uid}/"
    yield Step("row", "bureau", at, {"q": "李四"}, 200, says="李四")
    person = _one(Person, number="P102")
    chosen = {"person": str(person.uid), "reason": "电话核对为同一人"}
    yield Step("settle-row", "bureau", f"{at}settle/", chosen, page=at, says="已处理", after=_work)


def _the_lead(county: Any) -> Iterator[Step]:
    at = f"/leads/{county.lead.uid}/"
    chosen = {"chosen": str(county.lead.uid)}
    yield Step("release", "bureau", "/push-desk/release/", chosen, page="/push-desk/", says="已推送")
    yield Step("answer", "cadre", f"{at}answer/", FINDING, page=at, says="已反馈")
    yield Step("send-back", "clerk", f"{at}send-back/", {"reason": "补充报销情况"}, page=at, says="已退回")
    scan = SimpleUploadedFile("签字表.jpg", b"\xff\xd8\xff signed", "image/jpeg")
    entered = {**FINDING, "for_post": str(county.posts["cadre"].uid), "sheet": scan}
    yield Step("answer", "clerk", f"{at}answer/", entered, page=at, says="已代录")
    why = {"reason": "督查代录是否有签字"}
    sheet = f"{at}signed-sheet/"
    yield Step("signed-sheet", "inspector", sheet, why, 200, sheet, "application/octet-stream")
    yield Step("confirm-entry", "head", f"{at}confirm-entry/", page=at, says="代录已确认")
    yield Step("confirm", "head", f"{at}confirm/", page=at, says="已确认", after=_work)
    results = f"/results/{county.batch.uid}/"
    yield Step("results", "insurer", results, page=results, says="已登记查看")


def _settings(county: Any) -> Iterator[Step]:
    at = "/settings/parameters/limit.confirm/"
    new = {"text": "9天", "valid_from": "2099-01-01", "source": "会议纪要"}
    yield Step("propose", "bureau", f"{at}propose/", new, page=at, says="已提请")
    decided = f"/settings/proposals/{county.proposal.uid}/"
    yield Step("decide", "reviewer", decided, {"verb": "approve"}, page="/settings/proposals/", says="已办理")
    right = {"role": "inspector", "capability": "export", "granted": "1", "source": "会议纪要"}
    yield Step(
        "rights", "security_admin", "/settings/rights/", right, page="/settings/rights/", says="已提请"
    )
    with acting(SYSTEM), reading():
        street = areas.unanswered_areas()[0]
        contact = [county.bureau.name, "联络员", "王联络", "股长", "13800000000"]
        lists = {
            "areas": areas.export_areas(),
            "units": areas.export_units(),
            "contacts": write_table(title="联系人", columns=areas.CONTACT_COLUMNS, rows=[contact]),
        }
    handled = {"area": street.code, "unit": county.town_unit.code, "source": "会议纪要"}
    page = "/settings/areas/"
    yield Step("handle-area", "system_admin", "/settings/areas/handle/", handled, page=page, says="代管")
    for what, list_ in lists.items():
        yield Step(
            "load", "system_admin", f"/settings/load/{what}/", {"file": _file(list_)}, 200, page, "请核对"
        )
    row = ["new1", "新人", "", county.bureau.name, "", "县局经办", "2024-04-03"]
    opening = {"file": _file(write_table(title="开通", columns=ACCOUNT_COLUMNS, rows=[row]))}
    page = "/settings/accounts/"
    yield Step("open-accounts", "system_admin", f"{page}open/", opening, 200, page, "一次性密码（1 个）")
    again = f"{page}{county.posts['cadre'].user.uid}/reset/"
    yield Step("reset-password", "system_admin", again, {}, 200, page, "一次性密码（1 个）")
    ended = f"{page}{county.posts['team'].uid}/end/"
    yield Step("end-post", "system_admin", ended, page=page, says="已结束")


def _file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("名单.xlsx", content, XLSX)


def _work() -> None:
    with acting(SYSTEM):
        drain()


def _newest() -> Any:
    with acting(SYSTEM), reading():
        return Batch.objects.latest("id")


def _one(model: Any, **wanted: Any) -> Any:
    with acting(SYSTEM), reading():
        return model.objects.get(**wanted)
