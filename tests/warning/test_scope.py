"""Each post reaches its own rows and no others: by the queryset, and by the database with the filter off."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dixian.commons.leads.models import Lead, LeadSource
from dixian.foundation.accounts.api import acting_as, visible
from dixian.foundation.audit.api import Acting, acting, writing
from dixian.foundation.audit.declared import house_models
from dixian.registry.facts.models import Fact
from dixian.registry.households.models import Household, Membership, Person
from dixian.warning.submissions.models import Batch, Row
from dixian.warning.verification.models import Assignment
from tests.support.everyone import ADMINS, WHOLE_COUNTY

pytestmark = pytest.mark.django_db

ABOUT_HOUSEHOLDS = (Household, Person, Membership, Fact, Lead, LeadSource, Assignment)
SCOPED = [model for model in house_models() if not model.scope.everyone]
postgresql = pytest.mark.skipif(
    "connection.vendor == 'sqlite'", reason="SQLite has no row security; the queryset alone narrows"
)


@pytest.fixture
def filled(people: Any, posted_county: Any) -> Any:
    """Leads of four households, released; posts of every role."""
    return posted_county


VILLAGE, TOWNSHIP, ALL = {"张三", "李四"}, {"张三", "李四", "王五"}, {"张三", "李四", "王五", "赵六"}
REACHED = {
    "cadre": VILLAGE,
    "grid": VILLAGE,
    "team": VILLAGE,
    "helper": {"李四"},
    "clerk": TOWNSHIP,
    "head": TOWNSHIP,
    "insurer": ALL,  # they are in its own file
    "depthead": ALL,
    "far_cadre": {"赵六"},
    "far_helper": set(),
    "far_clerk": {"赵六"},
    "far_head": {"赵六"},
    "water": set(),
    "water_head": set(),
    "clinic": set(),
    **dict.fromkeys(WHOLE_COUNTY, ALL),
    **{key: set() for key in ADMINS},
}


@pytest.mark.parametrize("name", REACHED)
def test_a_post_reaches_the_households_it_answers_for_and_no_other(filled, people, name):
    wanted = {people[one].person.household_id for one in REACHED[name]}
    for model in ABOUT_HOUSEHOLDS:
        column = "id" if model is Household else "household_id"
        found = set(visible(model.objects.all(), filled[name]).values_list(column, flat=True))
        assert found == wanted, model.__name__


@pytest.mark.parametrize("name", ["cadre", "clerk", "helper", "water", "clinic", *ADMINS])
def test_rows_of_a_file_are_seen_by_the_unit_that_pushed_it_alone(filled, name):
    assert not visible(Row.objects.all(), filled[name]).exists()
    assert not visible(Batch.objects.all(), filled[name]).exists()


@postgresql
@pytest.mark.parametrize("name", REACHED)
def test_with_the_filter_switched_off_the_database_gives_the_very_same_rows(filled, name):
    post = filled[name]
    wanted = {model: ids(lambda model=model: visible(model.objects.all(), post)) for model in SCOPED}
    with acting_as(filled[name]), writing():
        for model in SCOPED:
            assert ids(model.objects.all) == wanted[model], model.__name__


@postgresql
def test_who_says_nothing_sees_nothing(filled):
    with acting(Acting(actor="test:nobody")), writing():
        for model in SCOPED:
            assert ids(model.objects.all) == set(), model.__name__


@postgresql
def test_a_row_out_of_reach_can_be_neither_changed_nor_put_there(filled, people):
    far = people["赵六"].person.household_id
    with acting_as(filled["cadre"]), writing():
        assert Household.objects.filter(pk=far).update(group_name="改") == 0
        near = Household.objects.get(pk=people["张三"].person.household_id)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Household.objects.filter(pk=near.pk).update(village_id=people["赵六"].village.pk)


@postgresql
@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_every_scoped_table_stands_under_row_security(model):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity FROM pg_class WHERE relname = %s", [model._meta.db_table])
        assert cursor.fetchone() == (True,)


def ids(rows: Callable[[], Any]) -> set[Any]:
    return set(rows().values_list("pk", flat=True))
