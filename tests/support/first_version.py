"""An empty database gets what the first version had, is used, and is brought up to date; run as `python -m`.

Prints as JSON what is found there afterwards of what was kept at first.
"""

import json
import os
from datetime import date
from typing import Any

ROOMS = ("foundation_worklist", "foundation_policy")
FIRST = "0001_initial"
EDITABLE = (
    ("foundation_worklist", "Notice"),
    ("foundation_worklist", "Contact"),
    ("foundation_policy", "Holiday"),
    ("foundation_policy", "CodeItem"),
)


def main() -> None:
    """Make, use, upgrade, look."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "dixian.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from dixian.foundation.audit.api import Acting, acting, reading, writing

    somebody = Acting(actor="test:upgrade", settings=(("dixian.all", "1"),))
    models = first_tables()
    with acting(somebody), writing():
        post = use(models)
    call_command("migrate", verbosity=0)
    with acting(somebody), writing():
        from dixian.foundation.policy.api import load_reference

        different = load_reference().different
    with acting(Acting(actor=f"user:{post.user_id}", post=post.pk)), reading():
        print(json.dumps(found(post) | {"different": different}))


def first_tables() -> Any:
    """The two rooms as the first version had them, the others as late as these allow; its models by name."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    later = {node for node in graph.nodes if node[0] in ROOMS and node[1] != FIRST}
    # The last of each room, by its number.
    targets = list(
        dict(sorted(node for node in graph.nodes if not later & set(graph.forwards_plan(node)))).items()
    )
    executor.migrate(targets)
    models = executor.loader.project_state(targets).apps
    guard([models.get_model(*name) for name in EDITABLE])
    return models.get_model


def guard(models: list[Any]) -> None:
    """The guards of the first version: triggers that name its columns, each post's own notices."""
    from django.db import connection

    from dixian.foundation.audit.triggers import install, sqlite

    if connection.vendor == "postgresql":
        install.install()
        statements = [
            "ALTER TABLE foundation_worklist_notice ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY dixian_scope ON foundation_worklist_notice USING (post_id = 0)",
        ]
    else:
        statements = [one for model in models for one in sqlite.statements(model, "editable").values()]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def use(models: Any) -> Any:
    """A notice, a day off under the name it had then, and an entry of a code table; whose notice it is."""
    from dixian.foundation.accounts.enums import Role
    from dixian.foundation.areas import api as areas
    from tests.support.county import County

    areas.load_reference()
    post = County().post("insurer", Role.DEPARTMENT_CLERK, areas.unit("ybj"))
    models("foundation_worklist", "Notice").objects.create(
        post_id=post.pk, key="old", title="超期事项上报", text="本单位有 3 项待办超期", link="/?late=1"
    )
    models("foundation_policy", "Holiday").objects.create(
        day=date(2024, 10, 1), is_working=False, name="National Day", source="国务院办公厅历年节假日安排"
    )
    models("foundation_policy", "CodeItem").objects.create(
        table="at_risk_reason", code="illness", label="因病", valid_from=date(2024, 1, 1), source="公开资料"
    )
    return post


def found(post: Any) -> dict[str, Any]:
    """The same through the doors of today."""
    from dixian.foundation.policy.api import days_of, holidays_known, items
    from dixian.foundation.worklist.api import notices

    days = days_of(2024, date(2024, 6, 1))
    return {
        "notices": [(one.text, one.link) for one in notices(post.user_id)],
        "day": [one.name for one in days if one.day == date(2024, 10, 1)],
        "known": holidays_known(2024),
        "reason": items("at_risk_reason")[0].label,
    }


if __name__ == "__main__":
    main()
