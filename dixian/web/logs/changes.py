"""What one entry of the history changed, field by field, as far as whoever opens it may know.

Who does not reach the row (the audit administrator, with anything about households or departments' data) is told
the names of the fields alone. Numbers of people stay masked for everybody.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, models

from dixian.foundation.accounts.api import Post, span_of, visible
from dixian.foundation.audit.api import Entry, Step, changed_columns, record_read, step_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.masking import mask_id, mask_numbers, mask_phone
from dixian.foundation.policy.api import labels as code_labels
from dixian.foundation.vault.fields import BlindIndexField, Sealed
from dixian.web.logs.words import CODED, DERIVED, TABLES, TECHNICAL, field_word

CHANGED, EMPTY = "已变更", "空"
MASKS = {"phone": mask_phone, "id_number": mask_id}
Model = type[models.Model]


@dataclass(frozen=True)
class Change:
    """One field: its name, what it was and what it is; without values both are 已变更."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Changes:
    """rows: the fields. told: whether values are shown. gone: the entry took the row away."""

    rows: list[Change]
    told: bool
    gone: bool


def changes_of(entry: Entry, model: Model, post: Post) -> Changes:
    """What the entry changed. Values of personal fields are noted as read before they are given.

    Raises SpoolFailed where that can't be noted.
    """
    step = step_of(entry, model) if _reaches(entry, model, post) else None
    gone = entry.verb == "delete"
    if step is None:
        names = _shown_names(model, changed_columns(entry, model))
        return Changes([Change(field_word(model, name), CHANGED, CHANGED) for name in names], False, gone)
    names = _shown_names(model, step.changed())
    if set(names) & set(getattr(model, "personal", {})):
        uid = str(step.before.get("uid") or entry.row)
        record_read(
            what="留痕里的新旧值",
            subject=TABLES.get(entry.table, entry.table),
            uids=[uid],
            reason=f"查阅留痕 {entry.pk}",
        )
    told = {**_labels(model, names, step), **_codes(entry.table, names)}
    rows = [_change(model, name, step, told) for name in names]
    return Changes(rows, True, gone)


def _reaches(entry: Entry, model: Model, post: Post) -> bool:
    """On PostgreSQL the database decides, also about a row that is gone."""
    if connection.vendor == "postgresql":
        return True
    scope: Any = model.scope  # type: ignore[attr-defined]
    within = visible(model._base_manager.all(), post).filter(pk=entry.row).exists()
    return bool(within or scope.everyone or span_of(post).everything)


def _shown_names(model: Model, names: Iterable[str]) -> list[str]:
    """Without what goes along with every change, and without what is made from another field."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    return [
        name
        for name in names
        if name not in TECHNICAL and name not in DERIVED and not isinstance(fields[name], BlindIndexField)
    ]


def _change(model: Model, name: str, step: Step, labels: dict[Any, str]) -> Change:
    field: Any = model._meta.get_field(name)
    old = _said(field, step.before[name], labels)
    if step.after is None:
        return Change(field_word(model, name), old, "")
    new = _said(field, step.after.get(name), labels)
    return Change(field_word(model, name), old, CHANGED if new == old else new)


def _said(field: Any, value: Any, labels: dict[Any, str]) -> str:
    """A value as people read it."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, Sealed):
        return MASKS[field.name](value.open()) if field.name in MASKS else CHANGED
    if isinstance(value, bytes):
        return CHANGED
    if field.is_relation:
        return labels.get((field.related_model, value), f"编号 {value}")
    if isinstance(value, str) and (field.name, value) in labels:
        return labels[field.name, value]
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return mask_numbers(_plain(value))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)


def _codes(table: str, names: Iterable[str]) -> dict[Any, str]:
    """(field, code) -> what the code table calls it."""
    return {
        (name, code): label
        for name in names
        if (table, name) in CODED
        for code, label in code_labels(*CODED[table, name]).items()
    }


def _labels(model: Model, names: Iterable[str], step: Step) -> dict[Any, str]:
    """(model, id) -> name of the records the values point to, one query a model; without a name, none."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for field in model._meta.concrete_fields:
        if field.is_relation and field.name in names:
            wanted[field.related_model] |= {step.before[field.name], (step.after or {}).get(field.name)}
    return {
        (related, one.pk): str(one)
        for related, ids in wanted.items()
        if "__str__" in vars(related)
        for one in related._base_manager.filter(pk__in=ids - {None})
    }
