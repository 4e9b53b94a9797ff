"""What a full form does: one success for each address that takes one, told in an order in which each is possible.

A step says who sends what where, and what is answered; `page` is where the form stands, so that what is
hidden in it (its key, the version it was made from) comes from the page itself.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from dixian.commons.leads.api import Lead
from dixian.foundation.accounts.api import Delegation, SavedView
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.sheets.api import write_table
from dixian.foundation.worklist.api import notify
from dixian.registry.households.api import PAIRING_COLUMNS
from dixian.registry.inquiries.api import Inquiry
from dixian.warning.verification.api import ASSIGNEE_COLUMNS, PushSheet
from tests.registry.inquiries.lists import book
from tests.support.register import XLSX, Someone
from tests.web.conftest import SYSTEM
from tests.web.story_of_books import books_story
from tests.web.story_of_cases import cases_story
from tests.web.story_of_declarations import declarations_story
from tests.web.story_of_departments import departments_story, questions_story
from tests.web.story_of_elimination import elimination_story
from tests.web.story_of_incomes import incomes_story
from tests.web.story_of_measures import measures_story
from tests.web.story_of_register import register_story
from tests.web.story_of_settings import settings_story
from tests.web.story_of_submissions import submissions_story
from tests.web.story_of_tasks import tasks_story
from tests.web.story_of_visits import visits_story
from tests.web.story_steps import Step, file_of, newest, one, work

PASSWORD, OWN = "a-long-one-for-the-test", "another-long-one-7"
FINDING = {"finding": "no_risk:reimbursed", "method": "home"}


def story(county: Any, folder: Path) -> Iterator[Step]:
    """The steps; each is made when the one before has been taken."""
    yield from _coming_in(county)
    yield from _households(county)
    yield from register_story(county)
    yield from measures_story(county)
    yield from elimination_story(county)
    yield from incomes_story(county)
    yield from submissions_story(county, folder)
    yield from departments_story(county, folder)
    yield from _the_lead(county)
    yield from questions_story(county)
    yield from _lists(county)
    yield from tasks_story(county)
    yield from books_story(county)
    yield from settings_story(county)
    yield from visits_story(county)
    yield from declarations_story(county)
    yield Step("sign-out", "cadre", "/sign-out/")


def _coming_in(county: Any) -> Iterator[Step]:
    today = clock.today()
    dates = {"valid_from": str(today), "valid_to": str(today + timedelta(days=5)), "reason": "休假"}
    yield Step("sign-in", None, "/sign-in/", {"username": "team", "password": PASSWORD}, page="/sign-in/")
    yield Step("look", None, "/look/", {"large": "1"})
    new = {"old": PASSWORD, "new": OWN, "again": OWN}
    yield Step("password", "team", "/password/", new, page="/password/", says="密码已修改")
    yield Step("choose-post", "grid", "/post/", {"post": str(county.posts["grid"].uid)}, page="/post/")
    yield Step(
        "codes", "team", "/codes/", {"password": OWN}, status=200, page="/codes/", says="动态口令二维码"
    )
    clerk = county.posts["clerk"]
    with acting(SYSTEM), writing():
        notify(people={clerk.user_id: clerk.pk}, key="story", title="今日待办", text="有 1 件快到期限")
    yield Step("notices", "clerk", "/notices/", page="/notices/")
    reached = {"email": "clerk@example.cn", "by_email": "1"}
    yield Step("contact", "clerk", "/contact/", reached, page="/contact/", says="通知方式已保存")
    yield Step("trial", "clerk", "/contact/trial/", page="/contact/", says="clerk@example.cn")
    given = {"delegate": str(county.posts["head"].user.uid), **dates}
    yield Step("delegations", "clerk", "/delegations/", given, page="/delegations/", says="某head")
    made = one(Delegation)
    yield Step(
        "end-delegation", "clerk", f"/delegations/{made.uid}/end/", page="/delegations/", says="代办已结束"
    )


def _samples(county: Any, closed: Lead) -> Iterator[Step]:
    before = Month.of(clock.today()).previous()
    with acting(SYSTEM), writing():
        Lead.objects.filter(pk=closed.pk).update(verdict="no_risk")
    why = {"reason": "抽查情况通报"}
    yield Step("sample-list", "bureau", "/samples/", why, 200, "/samples/", says=XLSX)
    drawn = {"month": before.code}
    yield Step("draw-sample", "bureau", "/samples/draw/", drawn, page="/samples/", says="抽中 0 户")
    at = f"/samples/{county.sample.uid}/"
    yield Step("examine", "bureau", f"{at}examine/", {"verb": "agreed"}, page=at, says="认可")


def _lists(county: Any) -> Iterator[Step]:
    why = {"reason": "报领导小组会议"}
    for name, who, at in (
        ("home", "clerk", "/"),
        ("duties", "clerk", "/duties/"),
        ("late", "clerk", "/duties/late/"),
        ("leads", "bureau", "/leads/"),
        ("cases", "bureau", "/cases/"),
        ("case-batches", "clerk", "/case-batches/"),
        ("comparisons", "bureau", "/comparisons/"),
        ("households", "clerk", "/households/"),
        ("rows", "bureau", "/rows/"),
        ("batch", "bureau", f"/batches/{county.batch.uid}/"),
        ("submission-settle", "bureau", f"/batches/{county.batch.uid}/settle/"),
        ("register-checks", "bureau", "/register-checks/"),
        ("sheet-list", "bureau", "/push-sheets/"),
        ("assignees", "bureau", "/assignees/"),
        ("loop", "bureau", "/loop/"),
        ("result-list", "insurer", "/results/"),
        ("export-result", "insurer", f"/results/{county.batch.uid}/export/"),
    ):
        yield Step(name, who, at, why, 200, says=XLSX)
    page = "/leads/"
    chosen = {"column": ["number", "due"], "sort": "-due"}
    yield Step("list-columns", "bureau", "/lists/leads/columns/", chosen, page=page, says="户编号")
    named = {"name": "本周要看的"}
    yield Step("save-view", "bureau", "/lists/leads/views/", named, page=page, says="已存为视图")
    view = newest(SavedView)
    at = f"{page}?view={view.name}"
    yield Step("drop-view", "bureau", f"/lists/views/{view.uid}/drop/", page=at, says="已删去")


def _households(county: Any) -> Iterator[Step]:
    someone = Someone("张三", 101, county.village)
    yield Step("search", "clerk", "/search/", {"q": "张三"}, 200, says="张三")
    at = f"/persons/{county.villager.uid}/reveal/"
    yield Step("reveal", "cadre", at, {"reason": "入户核对证件"}, 200, says=someone.id_number)
    content = book(("姓名", "身份证号"), ("张三", someone.id_number), ("某某", "无"))
    sent = {"file": file_of(content), "reason": "核对申请名单"}
    at = "/compare-list/"
    yield Step("compare-list", "cadre", at, sent, page=at, says="正在读名单", after=work)
    at = f"{at}{newest(Inquiry).uid}/"
    yield Step("compared-result", "cadre", f"{at}result/", status=200, page=at, says=XLSX)
    list_ = write_table(title="结对", columns=PAIRING_COLUMNS, rows=[("helper", "H00102")])
    yield Step("pairing", "bureau", "/pairing/", {"file": file_of(list_)}, 200, "/pairing/", "新结对户")
    list_ = write_table(title="分工", columns=ASSIGNEE_COLUMNS, rows=[("grid", "H00102", "", "", "")])
    at = "/assignees/import/"
    yield Step("arrange", "clerk", at, {"file": file_of(list_)}, 200, at, "新指定")


def _the_lead(county: Any) -> Iterator[Step]:
    at = f"/leads/{county.lead.uid}/"
    chosen = {"chosen": str(county.lead.uid)}
    yield Step("release", "bureau", "/push-desk/release/", chosen, page="/push-desk/", says="已推送")
    sheet = f"/push-sheets/{newest(PushSheet).uid}/"
    yield Step("receive-sheet", "clerk", f"{sheet}receive/", page=sheet, says="已签收")
    wanted = {"form": "推送单.xlsx", "reason": "印发各村"}
    yield Step("sheet-paper", "clerk", f"{sheet}paper/", wanted, 200, sheet, says=XLSX)
    to = {"chosen": str(county.lead.uid), "to": str(county.posts["team"].uid)}
    yield Step("redirect-leads", "clerk", "/confirm-desk/redirect/", to, page=at, says="已改派给")
    yield Step("answer", "cadre", f"{at}answer/", FINDING, page=at, says="已反馈")
    yield Step("send-back", "clerk", f"{at}send-back/", {"reason": "补充报销情况"}, page=at, says="已退回")
    scan = SimpleUploadedFile("签字表.jpg", b"\xff\xd8\xff signed", "image/jpeg")
    entered = {
        **FINDING,
        "finding": "at_risk:illness",
        "for_post": str(county.posts["cadre"].uid),
        "sheet": scan,
    }
    yield Step("answer", "clerk", f"{at}answer/", entered, page=at, says="已代录")
    why = {"reason": "督查代录是否有签字"}
    sheet = f"{at}signed-sheet/"
    yield Step("signed-sheet", "inspector", sheet, why, 200, sheet, "application/octet-stream")
    yield Step("confirm-entry", "head", f"{at}confirm-entry/", page=at, says="代录已确认")
    yield Step("confirm", "head", f"{at}confirm/", page=at, says="已确认", after=work)
    yield from cases_story(county)
    other = newest(Lead)
    at = f"/leads/{other.uid}/"
    chosen = {"chosen": str(other.uid)}
    yield Step("release", "bureau", "/push-desk/release/", chosen, page="/push-desk/", says="已推送")
    doubted = {"finding": "verify:amount", "method": "home", "unit_verify": str(county.insurance.uid)}
    yield Step("answer", "cadre", f"{at}answer/", doubted, page=at, says="已反馈")
    yield Step("confirm", "clerk", f"{at}confirm/", page=at, says="已确认", after=work)
    word = {"word": "right", "text": "金额无误"}
    yield Step("reply", "insurer", f"{at}reply/", word, page=at, says="数据属实", after=work)
    offer = {"finding": "transfer:moved", "method": "home", "to_village": str(county.second.uid)}
    yield Step("answer", "clerk", f"{at}answer/", offer, page=at, says="已移交给")
    back = {"verb": "refuse", "reason": "查无此户"}
    yield Step("take", "head", f"{at}take/", back, page=at, says="没有接收")
    chosen = {"chosen": f"{other.uid}.{one(Lead, pk=other.pk).version}"}
    papers = {**chosen, "reason": "reimbursed", "note": "医保结算单"}
    desk = "/answer-desk/"
    yield Step("answer-many", "cadre", f"{desk}answer/", papers, page=desk, says="已反馈 1 户")
    chosen = {"chosen": f"{other.uid}.{one(Lead, pk=other.pk).version}"}
    desk = "/confirm-desk/"
    yield Step("confirm-many", "clerk", f"{desk}confirm/", chosen, page=desk, says="已确认 1 户")
    with acting(SYSTEM), writing():
        Lead.objects.filter(pk=other.pk).update(verdict="new_risk")
    revised = {"on": str(clock.today()), "paper": "修订的帮扶计划"}
    yield Step("revise", "clerk", f"{at}revise/", revised, page=at, says="帮扶计划修订")
    yield from _samples(county, other)
    results = f"/results/{county.batch.uid}/"
    yield Step("results", "insurer", results, page=results, says="已登记查看")
