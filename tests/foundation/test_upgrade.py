"""An installation that is in use comes along: what it holds of notices, entries and holidays stays and is found."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dixian.foundation.audit.api import Acting, acting, reading, writing
from dixian.foundation.audit.triggers import sqlite
from tests.support.database import switch_role

pytestmark = pytest.mark.django_db(transaction=True)
SYSTEM = Acting(actor="test:upgrade", settings=(("dixian.all", "1"),))
EDITABLE = (
    ("foundation_worklist", "Notice"),
    ("foundation_worklist", "Contact"),
    ("foundation_policy", "Holiday"),
    ("foundation_policy", "CodeItem"),
)
ROOMS = ("foundation_worklist", "foundation_policy")


@pytest.fixture
def first_version(home: Any) -> Iterator[Any]:
    """The tables as the first version had them, and its models by name."""
    switch_role("owner")
    if connection.vendor == "postgresql":
        narrow_notices()
    else:
        drop_triggers()
    executor, first = MigrationExecutor(connection), [(room, "0001_initial") for room in ROOMS]
    executor.migrate(first)
    models = executor.loader.project_state(first).apps
    make_triggers([models.get_model(*name) for name in EDITABLE])
    yield models.get_model
    upgrade()


def narrow_notices() -> None:
    """The first version let each post see its own notices only."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_worklist_notice ENABLE ROW LEVEL SECURITY")
        cursor.execute("CREATE POLICY dixian_scope ON foundation_worklist_notice USING (post_id = 0)")


def drop_triggers() -> None:
    """SQLite's are those of the present columns, which are about to go."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def make_triggers(models: list[Any]) -> None:
    """Those of the first version, which name its columns."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for model in models:
                for statement in sqlite.statements(model, "editable").values():
                    cursor.execute(statement)


def upgrade() -> None:
    """What `dixian setup` does to the database."""
    switch_role("owner")
    call_command("migrate", verbosity=0)
    switch_role("web")


def test_notices_entries_and_holidays_of_the_first_version_are_still_there(first_version: Any) -> None:
    from dixian.foundation.accounts.enums import Role
    from dixian.foundation.areas import api as areas
    from dixian.foundation.policy.api import days_of, holidays_known, items, load_reference
    from dixian.foundation.worklist.api import notices
    from tests.support.county import County

    with acting(SYSTEM), writing():
        areas.load_reference()
        post = County().post("insurer", Role.DEPARTMENT_CLERK, areas.unit("ybj"))
        first_version("foundation_worklist", "Notice").objects.create(
            post_id=post.pk, key="old", title="超期事项上报", text="本单位有 3 项待办超期", link="/?late=1"
        )
        first_version("foundation_policy", "Holiday").objects.create(
            day=date(2024, 10, 1), is_working=False, name="National Day", source="国务院办公厅历年节假日安排"
        )
        first_version("foundation_policy", "CodeItem").objects.create(
            table="at_risk_reason",
            code="illness",
            label="因病",
            valid_from=date(2024, 1, 1),
            source="公开资料",
        )
    upgrade()
    with acting(SYSTEM), writing():
        loaded = load_reference()
    with acting(Acting(actor=f"user:{post.user_id}", post=post.pk)), reading():
        (told,) = notices(post.user_id)
        assert (told.text, told.link) == ("本单位有 3 项待办超期", "/duties/late/")
        assert [one.name for one in days_of(2024, date(2024, 6, 1)) if one.day == date(2024, 10, 1)] == [
            "国庆节"
        ]
        assert holidays_known(2024)
        assert items("at_risk_reason")[0].label == "因病"
    assert not any("国庆" in one for one in loaded.different), "renamed as the packaged ones are"
