from django.apps import AppConfig


class FormsRoom(AppConfig):
    name = "dixian.foundation.forms"
    label = "foundation_forms"
    verbose_name = "调查表"
