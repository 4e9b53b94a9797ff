"""An installation that already holds facts is brought up to date, and its guards stand afterwards as before."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import drift, reading, writing
from dixian.registry.facts.models import CurrentFact, Fact
from tests.support.county import found_county
from tests.support.database import switch_role
from tests.support.register import Someone, settle

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
VALUES = "num, valid_from, source_label, uid, version, made_at, made_by"
OLD = (
    f"INSERT INTO registry_facts_fact (household_id, person_id, village_id, kind, {VALUES})"
    " SELECT household_id, id, village_id, 'health.own_cost', 100, '2024-01-31', '试验', uid, 1, made_at, 'test'"
    " FROM registry_households_person"
)
OLD_PRESENT = (
    "INSERT INTO registry_facts_currentfact"
    " (fact_id, household_id, person_id, village_id, kind, uid, version, made_at, made_by)"
    " SELECT id, household_id, person_id, village_id, kind, uid, 1, made_at, 'test' FROM registry_facts_fact"
)


@pytest.fixture
def before(transactional_db: None, home: Path, acting: Any) -> Iterator[None]:
    """The schema as it was, with a fact in it."""
    with writing():
        settle([Someone("张三", 101, found_county().village)])
    switch_role("owner")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in ("fact", "currentfact"):
                cursor.execute(f"DROP POLICY dixian_scope ON registry_facts_{table}")
    MigrationExecutor(connection).migrate([("registry_facts", "0001_initial")])
    with writing(), connection.cursor() as cursor:
        cursor.execute(OLD)
        cursor.execute(OLD_PRESENT)
    yield
    call_command("migrate", verbosity=0)
    switch_role("web")


def test_facts_of_a_sensitive_kind_get_their_owner_and_stay_guarded(before: None) -> None:
    call_command("migrate", verbosity=0)
    with reading():
        owner = unit("ybj").pk
        assert list(Fact.objects.values_list("owner_id", flat=True)) == [owner]
        assert list(CurrentFact.objects.values_list("owner_id", flat=True)) == [owner]
    with writing():
        assert drift() == []
    with pytest.raises(DatabaseError), writing():
        Fact.objects.update(num=1)
