from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsRoom(AppConfig):
    name = "dixian.foundation.accounts"
    label = "foundation_accounts"
    verbose_name = "账号与岗位"

    def ready(self) -> None:
        from dixian.foundation.accounts.scope.row_security import drift, install
        from dixian.foundation.accounts.scope.settings import settings_of_post
        from dixian.foundation.audit.api import watch
        from dixian.foundation.jobs.api import set_scope_provider

        def make_policies(**_: Any) -> None:
            install()

        set_scope_provider(settings_of_post)
        watch(drift)
        post_migrate.connect(make_policies, sender=self, dispatch_uid="accounts.policies", weak=False)
