"""A transaction that writes has the lock from its first moment, so that it can't fail half way."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from dixian.foundation.audit.api import Acting, acting, writing


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fresh", [True, False])
def test_a_writer_holds_the_lock_at_once_on_a_fresh_connection_too(fresh: bool) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows")
    connection.ensure_connection()
    if fresh:
        connection.close()
    with acting(Acting(actor="test")), writing():
        path = str(connection.settings_dict["NAME"])
        with (
            closing(sqlite3.connect(path, timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("BEGIN IMMEDIATE")
