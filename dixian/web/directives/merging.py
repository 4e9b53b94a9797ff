"""Two people correct one item: each field goes on with whoever changed it, and both see what the other did."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from dixian.directives.workplans import api as workplans
from dixian.directives.workplans.enums import UnitRole
from dixian.foundation.audit.api import Stale

SEEN = "seen"
HEAD = {
    "marker": "序号",
    "section": "章节",
    "title": "任务",
    "text": "原文",
    "struck": "整项不作为任务的理由",
}
KEPT = "（没有改，照现在的）"


def seen(item: Any) -> str:
    """What a form carries to tell later which of its fields a person changed: a short print of each."""
    return json.dumps({name: _print(value) for name, value in _fields(item).items()}, separators=(",", ":"))


def merge(stale: Stale, sent: Any, uid: Any) -> Stale:
    """The refusal with what differs, units, limits and figures too, and a form for going on that changes only what its
    sender changed: everything else stands as the other person left it. sent: the form as it was posted."""
    asked = workplans.PlanItem.objects.prefetch_related("units__unit", "limits", "figures")
    item = asked.get(uid=uid)
    now, before = _fields(item), _before(sent)
    told = {name: _plain(sent[name]) for name in sent if name in now}
    mine = {name for name, value in told.items() if before.get(name) != _print(value)}
    labels = _labels(item)
    both = [
        (labels[name], value if name in mine else KEPT, _said(name, now[name]))
        for name, value in told.items()
        if value != now[name] and (name in mine or before)
    ]
    both += [
        (f"增加的{labels[name]}", "没有", value)
        for name, value in now.items()
        if name.startswith(("unit-", "limit-", "figure-"))
        and name not in before
        and name not in sent
        and before
    ]
    stale.both = [(label, _said(label, value), theirs) for label, value, theirs in both] or [
        ("任务", told.get("title", ""), now["title"])
    ]
    added = [(name, sent[name]) for name in sent if name not in now and name.endswith(("-1", "-2"))]
    kept = [(name, value if name in mine else now[name]) for name, value in told.items()]
    stale.again = [*kept, *added, (SEEN, seen(item))]
    return stale


def _fields(item: Any) -> dict[str, str]:
    """The fields of an item's form with what stands in them."""
    found = {name: _plain(getattr(item, name)) for name in HEAD}
    for row in item.units.all():
        found[f"unit-{row.uid}"] = row.unit.name if row.unit else ""
        found[f"role-{row.uid}"] = row.role
        found[f"struck-unit-{row.uid}"] = row.struck
    for noun, rows in (("limit", item.limits), ("figure", item.figures)):
        for row in rows.all():
            found[f"{noun}-{row.uid}"], found[f"struck-{noun}-{row.uid}"] = row.written, row.struck
    return found


def _labels(item: Any) -> dict[str, str]:
    labels = dict(HEAD)
    for noun, called, rows in (
        ("unit", "单位", item.units.all()),
        ("limit", "时限", item.limits.all()),
        ("figure", "指标", item.figures.all()),
    ):
        for row in rows:
            name = f"{called}“{row.written or getattr(row, 'unit', '')}”"
            labels[f"{noun}-{row.uid}"] = name
            labels[f"role-{row.uid}"] = f"{name}的身份"
            labels[f"struck-{noun}-{row.uid}"] = f"划去{name}的理由"
    return labels


def _before(sent: Any) -> Mapping[str, str]:
    try:
        found = json.loads(sent.get(SEEN, ""))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _said(name: str, value: str) -> str:
    """A role in its own word."""
    is_role = name.startswith("role-") or name.endswith("的身份")
    return str(UnitRole(value).label) if is_role and value in UnitRole.values else value


def _plain(value: str) -> str:
    return "\n".join(value.split("\r\n")).strip()


def _print(value: str) -> str:
    return sha256(_plain(value).encode()).hexdigest()[:12]
