"""The forms of policy, places and people; a part of the story."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from docx import Document

from dixian.foundation.accounts.api import ACCOUNT_COLUMNS, BulkOpening, Delegation, Post, User
from dixian.foundation.accounts.enums import Role
from dixian.foundation.accounts.models import CodeDevice
from dixian.foundation.areas import api as areas
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.kernel import clock
from dixian.foundation.papers.api import packaged
from dixian.foundation.policy.api import HOLIDAY_COLUMNS, Parameter, Proposal, approve
from dixian.foundation.policy.leave import STANDING_IN
from dixian.foundation.policy.openings import OPENINGS
from dixian.foundation.policy.people import APPOINTMENT
from dixian.foundation.policy.places import PLACE
from dixian.foundation.policy.subjects import PARAMETERS
from dixian.foundation.sheets.api import write_table
from dixian.warning.cases.enums import Step as Taken
from dixian.web.cases.wordings import WORDED
from dixian.web.shell.papers import PDF
from tests.web.conftest import SYSTEM
from tests.web.story_steps import Step, file_of, newest, one, work

POLICY, PLACES, PEOPLE = "/settings/parameters/", "/settings/areas/", "/settings/accounts/"
ASKED = {"source": "单位申请"}
LATER = {"valid_from": f"{clock.today().year + 1}-12-01", "source": "县领导小组会议纪要"}


def settings_story(county: Any) -> Iterator[Step]:
    """What the bureau and the administrators send."""
    yield from _policy(county)
    yield from _places(county)
    yield from _accounts(county)
    yield from _person(county)


def _policy(county: Any) -> Iterator[Step]:
    at = f"{POLICY}limit.confirm/"
    yield Step("propose", "bureau", f"{at}propose/", {"text": "9天", **LATER}, page=at, says="已提请")
    decided = f"/settings/proposals/{county.proposal.uid}/"
    yield Step(
        "proposal", "reviewer", decided, {"verb": "approve"}, page="/settings/proposals/", says="已批准："
    )
    with acting(SYSTEM), writing():
        later = {"code": "limit.release", "text": "3天", "valid_from": LATER["valid_from"]}
        PARAMETERS.apply(later, LATER["source"])
        frozen = Parameter.objects.get(code="limit.release", valid_to=None)
    at = f"{POLICY}limit.release/"
    typo = {"chosen": str(frozen.uid), "valid_from": LATER["valid_from"], "source": "年份填错"}
    yield Step("take-back", "bureau", f"{POLICY}take-back/parameter/", typo, page=at, says="已提请")
    right = {"role": "inspector", "capability": "export", "granted": "1", "source": "县领导小组会议纪要"}
    at = "/settings/rights/"
    yield Step("rights", "security_admin", at, right, page=at, says="已提请")
    at = f"{POLICY}rules/{county.kind.code}/general/"
    line = {"amount": "12000", "step": "0", "clause": "医保规则第1条", **LATER}
    yield Step("rule", "bureau", at, line, status=200, says="过去六个月")
    yield Step("propose-rule", "bureau", f"{at}propose/", line, page=at, says="已提请")
    at = f"{POLICY}kinds/new/"
    who = {"title-0": "姓名", "type-0": "Column", "required-0": "1"}
    number = {"title-1": "身份证号", "type-1": "IdNumberColumn", "required-1": "1"}
    new = {"name": "雹灾受灾户", "mode": "increment", "unit": "yjj", **who, **number, **LATER}
    yield Step("propose-new-kind", "bureau", f"{at}propose/", new, page=at, says="增加报送种类“雹灾受灾户”")
    at = f"{POLICY}kinds/{county.kind.code}/"
    yield Step(
        "propose-kind", "bureau", f"{at}propose/", {"ended": "1", **LATER}, page=at, says="停用报送种类"
    )
    yield from _papers()
    at = f"{POLICY}lists/at_risk_reason/"
    new = {"label": "洪涝", **LATER}
    yield Step("propose-item", "bureau", f"{at}propose/", new, page=at, says="已提请")
    days = f"{POLICY}days/"
    day = {**LATER, "day": "2025-10-01", "kind": "", "valid_from": str(clock.today())}
    yield Step("propose-day", "bureau", f"{days}propose/", day, page=days, says="已提请")
    with acting(SYSTEM), reading():
        asked = Proposal.objects.latest("id")
    decided = f"/settings/proposals/{asked.uid}/"
    yield Step(
        "proposal", "reviewer", decided, {"verb": "approve"}, page="/settings/proposals/", says="已批准："
    )
    shown = f"{days}?year=2025"
    yield Step("fill-year", "bureau", f"{days}2025/fill/", LATER, page=shown, says="已提请")
    year = clock.today().year + 1
    rows = [(f"{year}-10-0{day}", "放假", "国庆节") for day in range(1, 8)]
    listed = write_table(title="放假安排", columns=HOLIDAY_COLUMNS, rows=rows)
    sent = {"file": file_of(listed), **LATER}
    yield Step("load-year", "bureau", f"{days}{year}/load/", sent, page=f"{days}?year={year}", says="已提请")


def _papers() -> Iterator[Step]:
    """A county's own template of a notice is looked at, sent, approved."""
    at = f"{POLICY}papers/case_notice/"
    yield Step("paper-template", "bureau", f"{at}template/", {"as": "pdf"}, 200, at, says=PDF)
    document = Document(io.BytesIO(packaged(WORDED[Taken.NOTICE])))
    document.add_paragraph("监督举报：12317")
    document.save(changed := io.BytesIO())
    sent = {"of": "sent", "file": file_of(changed.getvalue(), "公示.docx"), **LATER}
    yield Step(
        "propose-template", "bureau", f"{at}propose/", sent, page=at, says="文书模板“拟纳入监测对象公示”"
    )


def agreed() -> None:
    """The security administrator agrees to what waits about accounts and places, and it is done."""
    with acting(SYSTEM), writing():
        security = Post.objects.select_related("unit", "user").get(role=Role.SECURITY_ADMIN)
        about = (APPOINTMENT, OPENINGS, PLACE, STANDING_IN)
        for waiting in Proposal.objects.filter(state="waiting", subject__in=about):
            approve(proposal=waiting, post=security)
    work()


def _places(county: Any) -> Iterator[Step]:
    today = str(clock.today())
    at = f"{PLACES}groups/"
    group = {"code": "trial", "name": "试验单位组"}
    yield Step("group-list", "system_admin", at, group, page=at, says="已新设单位组")
    at = f"{PLACES}units/{county.insurance.uid}/"
    alias = {"name": "医疗保险经办局"}
    changed = f"{PLACES}unit/{county.insurance.uid}/alias/"
    yield Step("change-place", "system_admin", changed, alias, page=at, says="已保存")
    with acting(SYSTEM), reading():
        street = areas.area("231226001")
    at, changed = f"{PLACES}{street.uid}/", f"{PLACES}area/{street.uid}/handle/"
    handled = {"unit": "县林草局", "since": today, "source": "县政府会议纪要", "version": str(street.version)}
    said = "已提请，由安全管理员批准后生效"
    yield Step("change-place", "system_admin", changed, handled, page=at, says=said, after=agreed)
    revealed = f"{PLACES}contacts/{county.contact.uid}/reveal/"
    why = {"reason": "联系督办"}
    yield Step("reveal-contact", "inspector", revealed, why, 200, says="04554622001")
    with acting(SYSTEM), reading():
        contact = [county.bureau.name, "联络员", "王联络", "股长", "13800000000", today]
        lists = {
            "areas": (areas.export_areas(), PLACES),
            "units": (areas.export_units(), f"{PLACES}units/"),
            "contacts": (
                write_table(title="联系人", columns=areas.CONTACT_COLUMNS, rows=[contact]),
                f"{PLACES}vacancies/",
            ),
        }
    for what, (list_, page) in lists.items():
        to = f"{PLACES}load/{what}/"
        yield Step("load", "system_admin", to, {"file": file_of(list_)}, 200, page, "请核对")


def _accounts(county: Any) -> Iterator[Step]:
    today = str(clock.today())
    row = ["new1", "新人", "", "县医保局", "", "部门经办", today]
    opening = {"file": file_of(write_table(title="开通", columns=ACCOUNT_COLUMNS, rows=[row])), **ASKED}
    sent = f"{PEOPLE}open/"
    yield Step(
        "open-accounts", "system_admin", sent, opening, page=PEOPLE, says="等安全管理员批准", after=agreed
    )
    at = f"{PEOPLE}openings/{newest(BulkOpening).uid}/"
    yield Step("fetch-passwords", "system_admin", f"{at}passwords/", {}, 200, at)
    yield Step("forget-passwords", "system_admin", f"{at}forget/", page=at, says="已清除")
    form = {"username": "new2", "name": "新二", "role": "部门经办", "unit": "ybj", "valid_from": today}
    at = f"{PEOPLE}new/"
    yield Step("open-account", "system_admin", at, form | ASKED, page=at, says="已提请", after=agreed)


def _person(county: Any) -> Iterator[Step]:
    today = clock.today()
    at = f"{PEOPLE}{one(User, username='new2').uid}/"
    named = {"name": "新二号", "phone": "13800000009"}
    yield Step("edit-person", "system_admin", f"{at}edit/", named, page=at, says="新二号")
    second = {"role": "帮扶责任人", "unit": "ybj", "valid_from": str(today), **ASKED}
    yield Step("appoint", "system_admin", f"{at}appoint/", second, page=at, says="已提请", after=agreed)
    with acting(SYSTEM), writing():
        begun = CodeDevice.begin(User.objects.get(username="new2"))
        CodeDevice.objects.filter(pk=begun.pk).update(confirmed=True)
    yield Step("remove-codes", "system_admin", f"{at}codes/", ASKED, page=at, says="已提请")
    yield Step("reset-password", "system_admin", f"{at}reset/", {}, 200, at, "重置密码")
    yield Step("switch-person", "system_admin", f"{at}switch/", page=at, says="已停用")
    of_clerk = f"{PEOPLE}{county.posts['clerk'].user.uid}/"
    post = f"/settings/posts/{county.posts['clerk'].uid}/"
    leave = {
        "delegate": str(county.posts["head"].user.uid), "valid_from": str(today),
        "valid_to": str(today + timedelta(days=5)), "reason": "病假",
    }  # fmt: skip
    yield Step("stand-in", "system_admin", f"{post}leave/", leave, page=of_clerk, says="已提请", after=agreed)
    with acting(SYSTEM), reading():
        made = Delegation.objects.latest("id")
    ended = f"/settings/leaves/{made.uid}/end/"
    yield Step("end-stand-in", "system_admin", ended, page=of_clerk, says="代办已收回")
    of_team = f"{PEOPLE}{county.posts['team'].user.uid}/"
    post = f"/settings/posts/{county.posts['team'].uid}/"
    on = {"on": str(today)}
    yield Step("end-post", "system_admin", f"{post}end/", on, page=of_team, says="结束")
