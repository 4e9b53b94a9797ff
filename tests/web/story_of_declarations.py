"""The story's part of declarations: over the public address and on paper, to the household and back."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from dixian.foundation.kernel import clock
from dixian.warning.declarations.api import Declaration, Entrance, code_for
from tests.support.photos import photo
from tests.support.register import XLSX
from tests.web.story_steps import Step, newest, one, work

TOLD = {"filled_by": "self", "name": "张三", "place": "前屯", "phone": "13800000101", "trouble": "illness"}


def declarations_story(county: Any) -> Iterator[Step]:
    """The steps."""
    why, page = {"reason": "海报被撕走"}, "/entrances/"
    opened = {"village": county.village.code, "phone": "04554622001", **why}
    yield Step("open-entrance", "clerk", f"{page}open/", opened, page=page, says="申报入口已开通")
    at, form = f"/d/{newest(Entrance).token.open()}/", uuid4()
    sent = SimpleUploadedFile("房子.jpg", photo(), "image/jpeg")
    told = {**TOLD, "form": str(form), "photo": sent, "words": "漏雨"}
    yield Step("declare", None, at, told, status=200, says="查询码")
    made = newest(Declaration)
    at = f"/declarations/{made.uid}/"
    joined = {"household": str(county.villager.household.uid), "called": "1"}
    yield Step("join-declaration", "clerk", f"{at}join/", joined, page=at, says="已认到", after=work)
    asked = {"code": code_for(form), "phone": "0101"}
    yield Step("declaration-query", None, "/d/", asked, status=200, says="已")
    yield from _on_paper(county)
    ended = one(Declaration, pk=made.pk)
    assert ended.state == "joined"
    yield Step("declarations", "clerk", "/declarations/", {"reason": "报领导小组会议"}, 200, says=XLSX)
    last = newest(Entrance)
    yield Step("end-entrance", "clerk", f"{page}{last.uid}/end/", why, page=page, says="已停用")


def _on_paper(county: Any) -> Iterator[Step]:
    sheet = SimpleUploadedFile("申报表.jpg", b"\xff\xd8\xff signed", "image/jpeg")
    typed = {**TOLD, "village": county.village.code, "on": str(clock.today()), "sheet": sheet}
    page = "/declarations/enter/"
    yield Step("enter-declaration", "cadre", page, typed, status=200, page=page, says="只显示这一次")
    at = f"/declarations/{newest(Declaration).uid}/"
    why = {"reason": "督查代录是否有签字"}
    yield Step(
        "declaration-sheet", "inspector", f"{at}sheet/", why, 200, f"{at}sheet/", "application/octet-stream"
    )
    ended = {"state": "unknown", "reason": "电话没有人接"}
    yield Step("end-declaration", "clerk", f"{at}end/", ended, page=at, says="已办结")
    again = {"reason": "家里人又来电话"}
    yield Step("take-up-declaration", "head", f"{at}take-up/", again, page=at, says="重新办理")
    yield from _together(county)
    passed = {"village": county.second.code, "reason": "住在那边"}
    yield Step("pass-declaration", "clerk", f"{at}pass/", passed, page=at, says="接着办理")


def _together(county: Any) -> Iterator[Step]:
    """One that nobody knows, ended with others by the clerk and taken up again by the head."""
    sheet = SimpleUploadedFile("申报表.jpg", b"\xff\xd8\xff signed", "image/jpeg")
    told = {**TOLD, "name": "乱填", "phone": "19900000001", "village": county.village.code}
    typed = {**told, "on": str(clock.today()), "sheet": sheet}
    entering, page = "/declarations/enter/", "/declarations/together/"
    yield Step("enter-declaration", "cadre", entering, typed, status=200, page=entering, says="只显示这一次")
    made = newest(Declaration)
    why = {"state": "outside", "reason": "户口不在本县"}
    ticked = {"chosen": f"{made.uid}.{made.version}", **why}
    yield Step("end-declarations", "clerk", f"{page}end/", ticked, page=page, says="已一并办结 1 份")
    made = newest(Declaration)
    ticked = {"chosen": f"{made.uid}.{made.version}", "reason": "回访过，是真的"}
    ended = f"{page}?state=outside"
    yield Step("take-up-declarations", "head", f"{page}take-up/", ticked, page=ended, says="1 份重新办理")
