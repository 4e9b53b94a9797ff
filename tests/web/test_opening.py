"""Accounts from a workbook: problems named at once, the rest opened in the background, passwords fetched afterwards."""

import io
import re
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from dixian.foundation.accounts.actions.fetching import forget_overdue
from dixian.foundation.accounts.api import ACCOUNT_COLUMNS, User, change_password
from dixian.foundation.accounts.models import BulkAccount, BulkOpening, SubmittedForm
from dixian.foundation.audit.api import ReadRecord, acting, load_reads, reading, writing
from dixian.foundation.jobs.api import Job, drain
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import Proposal
from dixian.foundation.sheets.api import write_table
from tests.support.database import as_worker
from tests.support.register import XLSX
from tests.web.agreeing import agree
from tests.web.conftest import SYSTEM
from tests.web.test_accounts import LIST, As, loaded, told

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def admin(as_post: As) -> Client:
    return as_post("system_admin")


def sent(rows: list[tuple[str, ...]]) -> dict[str, SimpleUploadedFile]:
    content = write_table(title="开通", columns=ACCOUNT_COLUMNS, rows=rows)
    return {"file": SimpleUploadedFile("开通.xlsx", content, XLSX), "source": "各单位报来的名单"}


def work() -> None:
    """What waits is done."""
    with acting(SYSTEM):
        drain()


def rows_in(response: Any) -> list[tuple[Any, ...]]:
    assert response.status_code == 200
    return list(openpyxl.load_workbook(io.BytesIO(response.content)).active.values)[1:]


DAY = str(clock.today())
ZHAO = ("zhao", "赵一", "", "县医保局", "", "部门经办", DAY, "")


@pytest.fixture
def opened(county: Any, as_post: As) -> str:
    """赵一's account opened from a workbook; the address of what came of it."""
    at = as_post("system_admin").post(f"{LIST}open/", sent([ZHAO])).headers["Location"]
    agree(as_post)
    work()
    return str(at)


def test_a_sheet_that_is_not_read_is_named_beside_the_rows(county: Any, admin: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_table(title="开通", columns=ACCOUNT_COLUMNS, rows=[ZHAO])))
    book.create_sheet("第二批").append(["还有三人，名单随后补"])
    content = io.BytesIO()
    book.save(content)
    upload = {"file": SimpleUploadedFile("开通.xlsx", content.getvalue(), XLSX), "source": "各单位报来的名单"}
    page = admin.post(f"{LIST}open/", upload, follow=True).content.decode()
    assert "工作表“第二批”" in page and "1 行没有读取" in page


def test_a_list_waits_for_one_word_and_opens_nothing_before(county: Any, as_post: As) -> None:
    admin, head = as_post("system_admin"), ("qian", "钱二", "", "绥棱镇", "", "乡镇负责人", DAY, "")
    at = admin.post(f"{LIST}open/", sent([ZHAO, head])).headers["Location"]
    work()
    assert "等安全管理员批准" in admin.get(at).content.decode()
    with acting(SYSTEM), reading():
        assert not User.objects.filter(username__in=["zhao", "qian"]).exists()
        asked = Proposal.objects.latest("id")
    page = as_post("security_admin").get(f"/settings/proposals/{asked.uid}/").content.decode()
    assert "批量开通 2 行" in page and "钱二（qian）" in page and "乡镇负责人" in page
    agree(as_post)
    work()
    assert "办好 2 个" in admin.get(at).content.decode()
    assert [str(one) for one in loaded("qian").posts.all()] == ["绥棱镇·乡镇负责人"]


def test_a_list_nobody_agreed_to_opens_nothing_and_says_so(county: Any, as_post: As) -> None:
    at = as_post("system_admin").post(f"{LIST}open/", sent([ZHAO])).headers["Location"]
    agree(as_post, "reject")
    work()
    page = as_post("system_admin").get(at).content.decode()
    assert "整份名单没有开通" in page and "等安全管理员批准" not in page
    with acting(SYSTEM), reading():
        assert not User.objects.filter(username="zhao").exists()


def test_a_list_without_a_source_is_refused(county: Any, admin: Client) -> None:
    answer = admin.post(f"{LIST}open/", {**sent([ZHAO]), "source": ""})
    assert (answer.status_code, "没有写明依据" in answer.content.decode()) == (409, True)


def test_a_list_opens_the_good_rows_adds_posts_and_names_the_others(county: Any, as_post: As) -> None:
    admin, rows = (
        as_post("system_admin"),
        [
            ZHAO,
            ("insurer", "某insurer", "", "县医保局", "", "帮扶责任人", DAY, ""),
            ("insurer", "别人", "", "县医保局", "", "部门负责人", DAY, ""),
            ("qian", "钱二", "", "没有的局", "", "部门经办", DAY, ""),
            ("sun", "孙三", "", "nyncj", "", "县局负责人", DAY, ""),
            ("li", "李四", "12", "县医保局", "", "部门经办", DAY, ""),
            ("zhou", "周 七", "", "县医保局", "", "部门经办", DAY, ""),
        ],
    )
    answer = admin.post(f"{LIST}open/", sent(rows), follow=True)
    at, page = answer.redirect_chain[-1][0], answer.content.decode()
    assert "等安全管理员批准" in page
    for number, says in (
        (4, "已经有人用"),
        (5, "没有单位"),
        (6, "重要岗位"),
        (7, "电话号码"),
        (8, "中间有空格"),
    ):
        assert re.search(rf"第 ?{number} ?行[^<]*{says}", page), (number, says)
    agree(as_post)
    work()
    assert "办好 2 个" in admin.get(at).content.decode()
    told = rows_in(admin.post(f"{at}passwords/"))
    assert [row[:3] for row in told] == [("zhao", "赵一", "部门经办"), ("insurer", "某insurer", "帮扶责任人")]
    assert told[1][3] == "仍用原密码"
    assert loaded("zhao").check_password(told[0][3])
    assert loaded("insurer").posts.count() == 2
    with acting(SYSTEM), reading():
        assert not User.objects.filter(username__in=["qian", "sun", "li", "zhou"]).exists()


def test_an_answer_that_was_lost_loses_nothing(county: Any, admin: Client, opened: str) -> None:
    page = admin.get(LIST).content.decode()
    assert "开通结果待领取" in page
    at = re.search(rf'href="({LIST}openings/[\w-]+/)"', page)
    assert at
    first, again = (rows_in(admin.post(f"{at[1]}passwords/")) for _ in range(2))
    assert first == again and loaded("zhao").check_password(first[0][3])


def test_fetching_the_passwords_is_noted_as_a_read(county: Any, admin: Client, opened: str) -> None:
    admin.post(f"{opened}passwords/")
    with as_worker():
        load_reads()
    with acting(SYSTEM), reading():
        noted = ReadRecord.objects.get(what="一次性密码")
    assert (noted.uids, noted.count) == (str(loaded("zhao").uid), 1)


def test_no_password_lies_in_clear_in_the_database(county: Any, admin: Client, opened: str) -> None:
    password = rows_in(admin.post(f"{opened}passwords/"))[0][3]
    kept = ""
    with acting(SYSTEM), reading(), connection.cursor() as cursor:
        assert BulkAccount.objects.get(user__username="zhao").password.open() == password
        for model in (User, Job, BulkOpening, BulkAccount, SubmittedForm):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            kept += repr(
                [[bytes(one) if isinstance(one, memoryview) else one for one in row] for row in cursor]
            )
    assert "zhao" in kept and password not in kept


def test_a_password_is_forgotten_once_it_was_changed(county: Any, admin: Client, opened: str) -> None:
    user = loaded("zhao")
    with acting(SYSTEM), writing():
        change_password(user=user, encoded=make_password("a long enough one"))
    assert admin.post(f"{opened}passwords/").status_code == 409
    assert "开通结果待领取" not in admin.get(LIST).content.decode()


def test_passwords_are_forgotten_when_they_were_handed_out(county: Any, admin: Client, opened: str) -> None:
    assert "已清除" in told(admin, f"{opened}forget/")
    assert admin.post(f"{opened}passwords/").status_code == 409
    assert loaded("zhao").must_change_password


def test_passwords_nobody_fetched_in_time_go(county: Any, admin: Client, opened: str) -> None:
    with acting(SYSTEM), reading():
        last = BulkOpening.objects.latest("id").until
    assert last == clock.today() + timedelta(days=7)
    with clock.at(clock.noon(last + timedelta(days=1))):
        assert "领取期到" in admin.post(f"{opened}passwords/").content.decode()
        with acting(SYSTEM), writing():
            forget_overdue()
    with acting(SYSTEM), reading():
        assert not BulkAccount.objects.filter(password__isnull=False).exists()


def test_somebody_else_does_not_fetch_them(county: Any, as_post: As, opened: str) -> None:
    with acting(SYSTEM), writing():
        BulkOpening.objects.update(asked_by=county.posts["security_admin"].user)
    for address in ("", "progress/"):
        assert as_post("system_admin").get(f"{opened}{address}").status_code == 404
    assert as_post("system_admin").post(f"{opened}passwords/").status_code == 404


def test_the_same_row_twice_in_a_list_is_named_by_the_later_one(county: Any, as_post: As) -> None:
    admin = as_post("system_admin")
    at = admin.post(f"{LIST}open/", sent([ZHAO, ZHAO])).headers["Location"]
    agree(as_post)
    work()
    page = admin.get(at).content.decode()
    assert "办好 1 个" in page and re.search(r"第 ?3 ?行[^<]*已有这个岗位", page)
