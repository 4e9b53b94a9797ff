"""The story of the register: a file is compared and proposed, a household is changed from its page."""

from collections.abc import Iterator
from typing import Any

from dixian.foundation.kernel import clock
from dixian.registry.households.api import ChangeBatch, Household
from tests.support.changes import HEADER, book
from tests.support.register import id_number
from tests.web.story_steps import Step, file_of, newest, one, work


def register_story(county: Any) -> Iterator[Step]:
    """The steps; each is made when the one before has been taken."""
    place = (county.township.name, county.village.name)
    content = book(HEADER, [("P900", "H90000", "新人", id_number(900), "户主", *place, "")])
    page = "/register-imports/"
    yield Step("register-imports", "bureau", page, {"file": file_of(content)}, page=page, after=work)
    at = f"/register-changes/{newest(ChangeBatch).uid}/"
    asked = {"verb": "propose", "reason": "省里导出的名单"}
    yield Step("act-on-changes", "bureau", f"{at}act/", asked, page=at, says="待审批")
    agreed = {"verb": "approve"}
    yield Step("act-on-changes", "reviewer", f"{at}act/", agreed, page=at, says="正在登记", after=work)
    home = one(Household, number="H90000")
    at = f"/households/{home.uid}/change/"
    born = {
        "verb": "add",
        "why": "出生",
        "name": "新幼",
        "relation": "之子",
        "sex": "男",
        "certificate": "none",
    }
    day = {"on": str(clock.today()), "reason": "出生医学证明"}
    yield Step("change-household", "clerk", at, {**born, **day}, says="新增人口（出生）")
    at = f"/register-changes/{newest(ChangeBatch).uid}/"
    yield Step("act-on-changes", "head", f"{at}act/", agreed, page=at, says="正在登记", after=work)
    yield from _a_file_nobody_knows(county)
    yield from _a_stranger(county)


def _a_file_nobody_knows(county: Any) -> Iterator[Step]:
    """Its headers are said by hand."""
    page = "/register-imports/"
    place = (county.township.name, county.village.name)
    content = book(("叫什么", "证号", "乡镇", "村名"), [("新幼二", id_number(901), *place)])
    yield Step("register-imports", "bureau", page, {"file": file_of(content)}, page=page, after=work)
    at = f"/register-changes/{newest(ChangeBatch).uid}/"
    meant = {
        "column-0": "name",
        "column-1": "certificate_number",
        "column-2": "township",
        "column-3": "village",
    }
    said = "已按您选的栏目重新对照"
    yield Step("read-register-as", "bureau", f"{at}columns/", meant, page=at, says=said, after=work)


def _a_stranger(county: Any) -> Iterator[Step]:
    """Asked to be entered, sent back, and then somebody the register has."""
    at = f"/register-checks/{county.check.uid}/"
    yield Step("register-check", "clerk", at, {"q": "张三"}, 200, says="张三")
    entered = {"village": county.village.code, "name": "周九", "relation": "户主", "sex": "男"}
    entered |= {"certificate": "id_card", "on": str(clock.today()), "reason": "户口簿"}
    yield Step("enter-check", "clerk", f"{at}enter/", entered, page=at, says="新立户")
    batch = f"/register-changes/{newest(ChangeBatch).uid}/"
    back = {"verb": "reject", "reason": "没有附户口簿"}
    yield Step("act-on-changes", "head", f"{batch}act/", back, page=batch, says="已退回", after=work)
    seen = {"verb": "seen"}
    yield Step("act-on-changes", "clerk", f"{batch}act/", seen, page=batch, says="已办理")
    found = {"finding": "not_local:moved_out"}
    yield Step("answer-check", "clerk", f"{at}answer/", found, page=at, says="已办结")
