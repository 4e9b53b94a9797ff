"""A small county with people in its register, and posts that propose and approve."""

from typing import Any

import pytest
from django.db import connection

from dixian.foundation.accounts.enums import Role
from tests.support.database import as_worker


@pytest.fixture
def town(people: Any, county: Any) -> Any:
    """The county of the conftest above, with somebody at the bureau who approves."""
    county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)
    numbers_go_on()
    return county


def numbers_go_on() -> None:
    """Rows that were settled with ids of their own, as a bulk load does, are not met again."""
    if connection.vendor != "postgresql":
        return
    with as_worker(), connection.cursor() as cursor:
        for table in ("registry_households_household", "registry_households_person"):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 1000)")
