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
