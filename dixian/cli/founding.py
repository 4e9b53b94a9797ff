"""The tables of an empty database, made at once as the models declare them.

Migrations bring an installation that is in use up to date, step by step. On an empty database they make the very same
(`tests/foundation/test_schema.py`), in ten times as long: each step draws up all models anew.
"""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# What no model can declare: the order of letters in two columns, on one kind of database.
UNDECLARED = (("dixian.registry.households.migrations.0002_lean_search_indexes", "order_by_code_point"),)


def found_tables() -> None:
    """Make every table, as owner, and note every migration as done; nothing where there are tables already.

    All of it in one transaction: after a crash the database is empty, and founded the next time.
    """
    if connection.introspection.table_names():
        return
    recorder = MigrationRecorder(connection)
    own = (one for one in apps.get_models() if one._meta.managed and not one._meta.proxy)
    models: list[Any] = [recorder.Migration, *own]
    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
        for module, step in UNDECLARED:
            getattr(import_module(module), step)(apps, editor)
        for room, name in MigrationLoader(connection).disk_migrations:
            recorder.record_applied(room, name)
