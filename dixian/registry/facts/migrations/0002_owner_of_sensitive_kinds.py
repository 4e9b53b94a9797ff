"""A fact of a sensitive kind carries the unit that owns it; the only such kind so far is filled in."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

OWNER = {"health.own_cost": "ybj"}


def fill(apps: Any, editor: Any) -> None:
    """Facts are never changed; this names what their kind has said all along."""
    units = dict(apps.get_model("foundation_areas", "Unit").objects.values_list("code", "id"))
    for name in ("Fact", "CurrentFact"):
        model = apps.get_model("registry_facts", name)
        table = model._meta.db_table
        guards = _lift(editor, table)
        for kind, code in OWNER.items():
            if code in units:
                model.objects.filter(kind=kind).update(owner_id=units[code])
        _restore(editor, table, guards)


def _lift(editor: Any, table: str) -> list[str]:
    """Put the guards of a table to sleep; on SQLite they are taken away and come back as they were."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        return []
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        found = cursor.fetchall()
    for name, _ in found:
        editor.execute(f'DROP TRIGGER "{name}"')
    return [statement for _, statement in found]


def _restore(editor: Any, table: str, guards: list[str]) -> None:
    if editor.connection.vendor == "postgresql":
        # What the foreign key has still to check stands in the way of ALTER TABLE.
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        editor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        editor.execute("SET CONSTRAINTS ALL DEFERRED")
    for statement in guards:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("foundation_areas", "0001_initial"), ("registry_facts", "0001_initial")]
    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="owner",
                field=models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="foundation_areas.unit",
                ),
            )
            for name in ("fact", "currentfact")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
