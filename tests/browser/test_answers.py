"""A month with all kinds of answers in a browser: referred, transferred, doubted, a new risk, many at once, a photo, drawn and reopened."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PEOPLE
from tests.support import answers
from tests.support.photos import photo
from tests.support.site import Site, running_site
from tests.support.walk import release_all

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]
KINDS = 3


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A county no other walk has gone through."""
    with running_site(PEOPLE, alone=True) as started:
        yield started


def test_a_month_with_all_kinds_of_answers(site: Site, sign_in: SignIn, tmp_path: Path) -> None:
    insurer = sign_in("yibao")
    answers.push(insurer, answers.uninsured(site, tmp_path))
    bureau = sign_in("nongye")
    release_all(bureau)

    village, township = sign_in("cun", width=390), sign_in("xiangzhen")
    found = [f"{site.address}{at}" for at in answers.waiting(village, site)]
    assert len(found) > KINDS + 1, "the village has one lead for each kind of answer, and several more"
    hard, elsewhere, risky = found[:KINDS]
    picture = tmp_path / "门前.jpg"
    picture.write_bytes(photo(size=(1200, 900)))

    answers.answer(village, hard, "difficulty:medical", note="门诊费用没有报销")
    answers.answer(village, elsewhere, "transfer:lives_elsewhere")
    answers.answer(village, risky, "new_risk:illness", photos=[picture])
    many = answers.answer_many(village, site, "医保参保缴费记录")
    assert many == len(found) - KINDS

    township.goto(risky)
    shown = township.get_by_role("img", name="核实照片 1")
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("naturalWidth", 1200)
    answers.confirm(township, hard)
    answers.confirm(township, risky)
    answers.take(township, elsewhere)
    answers.answer(sign_in("xiangzhang"), elsewhere, "verify:amount")
    answers.confirm(township, elsewhere)

    answers.reply(sign_in("minzheng"), hard, "solved", "已办理临时救助")
    answers.reply(insurer, elsewhere, "wrong", "人员对应有误，已更正")
    confirm_together(township, site, many)

    draw_next_month(site)
    answers.reopen(bureau, site, "本人说没有参保")
    expect_reopened(village, site)
    told = site.dixian("check", "--json")
    assert told.returncode == 0, [one for one in json.loads(told.stdout) if one["difference"]]


def confirm_together(page: Page, site: Site, many: int) -> None:
    """What was answered from papers is marked, and confirmed together."""
    page.goto(f"{site.address}/confirm-desk/")
    expect(page.get_by_text("批量核实", exact=True).first).to_be_visible()
    assert page.locator(".tag", has_text="批量核实").count() == many
    page.get_by_label("全选能一起确认的").check()
    page.get_by_role("button", name="确认选中的").click()
    expect(page.get_by_text("答复已送回报送的部门")).to_be_visible()


def draw_next_month(site: Site) -> None:
    """On the first day of the next month the bureau draws."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.next_month"],
        env={**site.environment, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def expect_reopened(page: Page, site: Site) -> None:
    """The village has it again, with the reason, above the form and among the steps."""
    page.goto(f"{site.address}/leads/?state=returned")
    page.locator("tr[data-row] a[href^='/leads/']").last.click()
    expect(page.locator(".note-red")).to_contain_text("县局抽查：本人说没有参保")
    expect(page.get_by_text("县局抽查，退回重新核实：本人说没有参保")).to_be_visible()
