"""After a bulk load PostgreSQL plans by what the tables hold now."""

import pytest
from django.db import connection

from dixian.foundation.audit.api import acting, count_anew, writing
from tests.support.grounds import SOMEBODY

pytestmark = pytest.mark.django_db(transaction=True)
AREAS = "foundation_areas_area"


def believed() -> float:
    """How many rows the planner takes the table to have; -1 where it was never counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [f"public.{AREAS}"])
        return float(cursor.fetchone()[0])


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite plans by its indexes alone")
def test_the_working_role_has_a_table_counted_that_it_does_not_own(packaged_areas, cluster):
    from dixian.foundation.areas.api import Area

    with cluster.connect() as administrator:
        administrator.execute(f"UPDATE pg_class SET reltuples = -1 WHERE oid = 'public.{AREAS}'::regclass")
    with acting(SOMEBODY), writing():
        count_anew(AREAS)
        assert believed() == Area.objects.count()


@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="counted there")
def test_sqlite_is_asked_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        count_anew(AREAS)
