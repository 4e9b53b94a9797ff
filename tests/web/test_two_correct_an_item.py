"""Two people correct one item of a paper at a time: both changes stay, and each sees the other's (R0)."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from dixian.directives.workplans import api as workplans
from dixian.foundation.audit.api import acting, reading
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], FormClient]


def item_of(county: Any) -> Any:
    with acting(SYSTEM), reading():
        return workplans.items_of(county.draft)[0]


def whole_form(item: Any) -> dict[str, str]:
    """What a browser sends of the item's form."""
    said = {
        "title": item.title,
        "section": item.section,
        "marker": item.marker,
        "text": item.text,
        "struck": "",
    }
    for row in item.units.all():
        said |= {f"unit-{row.uid}": row.unit.name if row.unit else "", f"role-{row.uid}": row.role}
        said[f"struck-unit-{row.uid}"] = row.struck
    for noun, rows in (("limit", item.limits), ("figure", item.figures)):
        for row in rows.all():
            said |= {f"{noun}-{row.uid}": row.written, f"struck-{noun}-{row.uid}": row.struck}
    return said


def test_going_on_keeps_the_colleagues_strike_and_changes_only_ones_own(county: Any, as_post: AsPost) -> None:
    item, at = item_of(county), f"/workplans/{county.draft.uid}/"
    path, unit = f"/workplan-items/{item.uid}/correct/", item.units.first()
    monthly, form = item.limits.first(), whole_form(item)
    late = as_post("reviewer").hidden(at, path)
    struck = {**form, f"struck-unit-{unit.uid}": "不归它"}
    assert as_post("bureau").fill_in(at, path, struck).status_code == 302
    mine = {
        **late,
        **form,
        "title": "我改的名称",
        f"limit-{monthly.uid}": "每月5日至15日",
        "limit-1": "每季度",
    }
    answer = as_post("reviewer").post(path, mine)
    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert re.search(r"划去单位“[^”]+”的理由</td><td>（没有改，照现在的）</td><td><b>不归它", page)
    assert "时限“每月”</td><td>每月5日至15日</td><td><b>每月" in page
    assert as_post("reviewer").fill_from(answer.content.decode(), path).status_code == 302
    after = item_of(county)
    assert after.title == "我改的名称"
    assert after.units.get(uid=unit.uid).struck == "不归它"
    live = {one.written for one in after.limits.all() if not one.struck}
    assert {"每月5日至15日", "每季度"} <= live and "每月" not in live
