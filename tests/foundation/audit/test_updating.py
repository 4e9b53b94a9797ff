"""Many rows are altered at once, and history keeps each as it was."""

from datetime import date

import pytest
from django.db import transaction

from dixian.foundation.areas.models import Unit, UnitGroup
from dixian.foundation.audit.api import history_of, update_rows

pytestmark = pytest.mark.django_db


def groups() -> list[UnitGroup]:
    return [UnitGroup.objects.create(code=f"g{at}", name="甲") for at in range(3)]


def test_each_row_gets_what_it_holds_and_keeps_what_is_not_named(acting: object) -> None:
    made = groups()
    for at, one in enumerate(made):
        one.name, one.code = f"乙{at}", "unsaid"
    with transaction.atomic():
        update_rows(made, ["name"])
    found = UnitGroup.objects.filter(pk__in=[one.pk for one in made]).order_by("id")
    assert [(one.code, one.name) for one in found] == [("g0", "乙0"), ("g1", "乙1"), ("g2", "乙2")]
    assert len(history_of(table="foundation_areas_unitgroup", rows=[made[0].pk])) == 1


def test_days_and_references_are_written_as_the_database_wants_them(acting: object) -> None:
    one, other = (
        Unit.objects.create(
            code=code,
            name=code,
            short_name=code,
            kind="government",
            path=f"{code}/",
            valid_from=date(2024, 1, 1),
        )
        for code in ("u1", "u2")
    )
    other.valid_to, other.parent = date(2024, 5, 1), one
    update_rows([other], ["valid_to", "parent"])
    other.refresh_from_db()
    assert (other.valid_to, other.parent_id) == (date(2024, 5, 1), one.pk)


def test_no_rows_are_no_statement(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        update_rows([], ["name"])
