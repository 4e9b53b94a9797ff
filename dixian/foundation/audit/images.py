"""Old images read back as values: what one entry changed, from what to what."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models
from django.utils.timezone import is_naive

from dixian.foundation.audit.declared import house_models
from dixian.foundation.audit.models import Entry
from dixian.foundation.vault.fields import Sealed, SealedField

Values = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """A row before an entry and after it, by names of fields; `after` is None where the row was deleted."""

    before: Values
    after: Values | None

    def changed(self) -> list[str]:
        """The fields that differ; all of a deleted row."""
        after = self.after
        return [name for name in self.before if after is None or self.before[name] != after.get(name)]


def model_of(entry: Entry) -> type[models.Model] | None:
    """The model whose row it was; None where there is no such table any more."""
    return next((one for one in house_models() if one._meta.db_table == entry.table), None)


def step_of(entry: Entry, model: type[models.Model]) -> Step | None:
    """What the row was and became; the new values are those of its next entry, else of the row as it is.

    None where PostgreSQL does not give the acting post the image; on SQLite the caller has looked whether
    the post reaches the row.
    """
    images = _images_from(entry)
    if not images or images[0].pk != entry.pk:
        return None
    before = _values(model, images[0].old)
    if entry.verb == "delete":
        return Step(before, None)
    if len(images) > 1:
        return Step(before, _values(model, images[1].old))
    row = model._base_manager.filter(pk=entry.row).first()
    return Step(before, None if row is None else _values_of_row(row))


def changed_columns(entry: Entry, model: type[models.Model]) -> list[str]:
    """The names alone of the fields an entry changed, whoever asks."""
    if connection.vendor != "postgresql":
        step = step_of(entry, model)
        return step.changed() if step else []
    with connection.cursor() as cursor:
        cursor.execute("SELECT dixian_changed(%s)", [entry.pk])
        columns = {name for (name,) in cursor.fetchall()}
    return [field.name for field in model._meta.concrete_fields if field.column in columns]


def _images_from(entry: Entry) -> list[Entry]:
    """This entry and the row's next one, with their images."""
    if connection.vendor == "postgresql":
        asked = "SELECT * FROM dixian_history(%s, %s::bigint[]) WHERE id >= %s ORDER BY id LIMIT 2"
        return list(Entry.objects.raw(asked, [entry.table, [entry.row], entry.pk]))
    found = Entry.objects.defer(None).filter(table=entry.table, row=entry.row, id__gte=entry.pk)
    return list(found.order_by("id")[:2])


def _values(model: type[models.Model], image: str) -> Values:
    """Field name -> value, for the fields the image knows."""
    kept = json.loads(image, parse_float=Decimal)
    fields = model._meta.concrete_fields
    return {field.name: _value(field, kept[field.column]) for field in fields if field.column in kept}


def _value(field: Any, raw: Any) -> Any:
    if raw is None:
        return None
    if isinstance(field, models.BinaryField):
        content = bytes.fromhex(str(raw).removeprefix("\\x"))
        return Sealed(content, field.context) if isinstance(field, SealedField) else content
    if isinstance(field, models.JSONField):
        return json.loads(raw) if connection.vendor == "sqlite" else raw
    value = field.to_python(raw)
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and is_naive(value) else value


def _values_of_row(row: models.Model) -> Values:
    values = {field.name: field.value_from_object(row) for field in row._meta.concrete_fields}
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in values.items()}
