from django.apps import AppConfig


class DeclarationsRoom(AppConfig):
    name = "dixian.warning.declarations"
    label = "warning_declarations"
    verbose_name = "自主申报"
