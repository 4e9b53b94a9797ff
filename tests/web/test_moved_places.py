"""Who sees households doesn't change by the administrator of places alone: not by a form, not by a list."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dixian.foundation.areas import api as areas
from dixian.foundation.audit.api import acting, reading
from dixian.foundation.policy.api import Proposal
from dixian.foundation.policy.places import CODES
from dixian.web.settings.columns import AreaColumn, UnitColumn
from dixian.web.settings.verbs import KINDS
from tests.web.agreeing import agree
from tests.web.conftest import SYSTEM
from tests.web.test_places import TODAY, change, one, text_of

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], Client]


@pytest.fixture
def admin(county: Any, as_post: As) -> Client:
    return as_post("system_admin")


def test_the_administrator_alone_gives_nobody_a_townships_households(
    county: Any, admin: Client, as_post: As
) -> None:
    form = {"name": "绥棱镇", "kind": "镇", "is_township_proper": "否", "parent": "绥棱县（231226）"}
    since = {"since": TODAY, "source": "县政府会议纪要"}
    assert change(admin, "area", county.township, "change-township", **form, **since).status_code == 302
    assert one(areas.Area, pk=county.township.pk).is_township_proper
    handled = change(admin, "area", county.township, "handle", unit="县医保局", **since)
    assert (handled.status_code, "现在不能“明确代管”" in handled.content.decode()) == (409, True)
    with acting(SYSTEM), reading():
        asked = Proposal.objects.latest("id")
    refused = admin.post(f"/settings/proposals/{asked.uid}/", {"verb": "approve"})
    assert refused.status_code == 403
    agree(as_post, "reject")
    assert one(areas.Area, pk=county.township.pk).is_township_proper


def test_a_list_that_moves_a_place_waits_as_a_whole(county: Any, admin: Client, as_post: As) -> None:
    content = (
        "区划代码,名称,级别,上级代码,代管单位,代管依据\n"
        "231226001,车站新街道,乡镇级,231226,县林草局,会议纪要〔2024〕3号\n"
        "231226209,新河乡,乡镇级,231226,,\n"
    )
    sent = SimpleUploadedFile("区划.csv", content.encode(), "text/csv")
    preview = admin.post(reverse("load", args=("areas",)), {"file": sent, "form_key": str(uuid4())})
    assert "由安全管理员批准后整份导入" in preview.content.decode()
    stored = str(preview.context["stored"].uid)
    done = admin.post(reverse("load", args=("areas",)), {"stored": stored, "form_key": str(uuid4())})
    with acting(SYSTEM), reading():
        asked = Proposal.objects.latest("id")
        assert not areas.Area.objects.filter(code="231226209").exists()
    assert done.headers["Location"] == reverse("proposal", args=(asked.uid,))
    street = one(areas.Area, code="231226001")
    assert "等安全管理员批准" in text_of(admin, "area", street.uid)
    agree(as_post)
    assert one(areas.HandledBy, area=street).unit.code == "lcj"
    assert one(areas.Area, code="231226001").name == "车站新街道"
    assert one(areas.Area, code="231226209").is_township_proper


def test_every_form_that_can_move_a_place_is_known_to_need_two() -> None:
    moving = {
        f"{kind} {name}": verb.run in CODES
        for kind in ("area", "unit", "handler")
        for name, verb in KINDS[kind].verbs.items()
        # What is only being opened has nothing yet that anybody could see.
        if name != "add" and any(isinstance(one, AreaColumn | UnitColumn) for one in verb.fields)
    }
    assert len(moving) == 9
    assert all(moving.values()), moving
