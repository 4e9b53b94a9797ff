from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class AuditRoom(AppConfig):
    name = "dixian.foundation.audit"
    label = "foundation_audit"
    verbose_name = "留痕"

    def ready(self) -> None:
        from dixian.foundation.audit.checks import check_declarations
        from dixian.foundation.audit.triggers.install import install
        from dixian.foundation.audit.triggers.sqlite import register_functions

        def prepare(connection: Any, **_: Any) -> None:
            if connection.vendor == "sqlite":
                register_functions(connection.connection)

        def make_triggers(**_: Any) -> None:
            install()

        checks.register(check_declarations, "models")
        connection_created.connect(prepare, dispatch_uid="audit.functions", weak=False)
        post_migrate.connect(make_triggers, sender=self, dispatch_uid="audit.triggers", weak=False)
