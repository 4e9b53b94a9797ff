from django.apps import AppConfig


class AccountsRoom(AppConfig):
    name = "dixian.foundation.accounts"
    label = "foundation_accounts"
    verbose_name = "账号与岗位"
