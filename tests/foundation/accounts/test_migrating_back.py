"""Row security and grants are made again after each migrate, also of one that goes back."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from dixian.foundation.accounts.scope.row_security import drift, install
from tests.support.database import switch_role

postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="row security is PostgreSQL's")
pytestmark = [pytest.mark.django_db(transaction=True), postgresql]


@pytest.fixture
def owner() -> Iterator[None]:
    switch_role("owner")
    yield
    switch_role("web")


@pytest.mark.parametrize(
    ("gone", "named"),
    [
        ("DROP TABLE commons_leads_leadmove", "commons_leads_leadmove 的行级安全策略 dixian_scope"),
        ("ALTER TABLE commons_leads_leadmove DROP COLUMN moved", "commons_leads_leadmove 的列 moved"),
    ],
)
def test_what_is_not_there_is_left_out_and_named_as_missing(owner: None, gone: str, named: str) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(gone)
        install()
        said = drift()
        transaction.set_rollback(True)
    assert any(named in one for one in said)
    assert drift() == []
