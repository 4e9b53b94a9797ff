"""What a push leaves behind, table by table, in the order in which keys allow it to be written again."""

from collections.abc import Mapping
from typing import Any

from django.db import connection, models
from django.db.models import Count, Max

Model = type[models.Model]
Columns = tuple[str, ...]
Values = list[tuple[Any, ...]]


def of_the_file() -> list[Model]:
    """What stands before the first row: the stored file, its month and its batch."""
    from dixian.foundation.files.models import StoredFile
    from dixian.warning.submissions.models import Batch, Submission

    return [StoredFile, Submission, Batch]


def of_the_rows() -> list[Model]:
    """The rows with their links, what a department comes to reach by them, and what follows: alerts, leads and facts."""
    from dixian.commons.leads.models import Lead, LeadSource
    from dixian.foundation.accounts.models import Reach
    from dixian.registry.facts.models import CurrentFact, Fact
    from dixian.warning.alerts.models import Alert, Repeat
    from dixian.warning.submissions.models import Row

    return [Row, Reach, Alert, Repeat, Lead, LeadSource, Fact, CurrentFact]


def newest_ids() -> dict[Model, int]:
    """The highest id of each of these tables."""
    return {
        one: one._default_manager.aggregate(last=Max("pk"))["last"] or 0
        for one in (*of_the_file(), *of_the_rows())
    }


def left_behind(since: Mapping[Model, int]) -> dict[Model, tuple[Columns, Values]]:
    """Columns and values of the rows with higher ids, as the driver takes them."""
    found: dict[Model, tuple[Columns, Values]] = {}
    for model, last in since.items():
        fields = model._meta.concrete_fields
        rows = model._default_manager.filter(pk__gt=last).order_by("pk")
        values = [
            tuple(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields)
            for row in rows
        ]
        names = tuple(connection.ops.quote_name(str(field.column)) for field in fields)
        found[model] = names, values
    return found


def write_again(left: Mapping[Model, tuple[Columns, Values]], tables: list[Model]) -> None:
    """Each table's rows at once, guarded as any write."""
    from dixian.foundation.audit.api import insert_rows

    for model in tables:
        insert_rows(model._meta.db_table, *left[model])


def counted() -> dict[str, int]:
    """How many rows each of these tables holds, of the pushed ones by bin and outcome."""
    from dixian.warning.submissions.models import Row

    told = {one._meta.label: one._default_manager.count() for one in of_the_rows()}
    placed = Row.objects.values_list("bin", "outcome").annotate(n=Count("id")).order_by()
    return told | {f"{bin_} {outcome}": n for bin_, outcome, n in placed}
