"""Many new rows come in at once, and hold what a record made one by one would hold."""

import pytest
from django.db import transaction

from dixian.foundation.areas.models import UnitGroup
from dixian.foundation.audit.api import STAMP, insert_rows, ready_to_insert, stamps

pytestmark = pytest.mark.django_db


def test_rows_are_written_only_when_they_are_called_for(acting: object) -> None:
    write = ready_to_insert([UnitGroup(code=f"g{at}", name="甲") for at in range(3)])
    assert not UnitGroup.objects.exists()
    with transaction.atomic():
        write()
    made = UnitGroup.objects.order_by("id")
    one = UnitGroup.objects.create(code="one", name="乙")
    assert [(row.code, row.version, row.made_by) for row in made[:3]] == [
        (f"g{at}", 1, one.made_by) for at in range(3)
    ]
    assert made[0].made_at <= one.made_at and made[0].made_at.tzinfo == one.made_at.tzinfo


def test_what_a_constraint_knows_is_left_out_where_that_is_asked(acting: object) -> None:
    UnitGroup.objects.create(code="g1", name="先")
    ready_to_insert([UnitGroup(code=f"g{at}", name="后") for at in range(2)], known=True)()
    assert dict(UnitGroup.objects.values_list("code", "name")) == {"g0": "后", "g1": "先"}


def test_stamps_are_of_whoever_acts_and_each_has_a_name_of_its_own(acting: object) -> None:
    rows = [(*stamp, f"g{at}", "甲") for at, stamp in zip(range(3), stamps(), strict=False)]
    insert_rows(UnitGroup._meta.db_table, (*STAMP, "code", "name"), rows)
    one = UnitGroup.objects.create(code="one", name="乙")
    made = UnitGroup.objects.exclude(code="one")
    assert {row.made_by for row in made} == {one.made_by}
    assert len({row.uid for row in made}) == 3
    assert all(row.made_at <= one.made_at for row in made)
