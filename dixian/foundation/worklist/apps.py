from django.apps import AppConfig


class WorklistRoom(AppConfig):
    name = "dixian.foundation.worklist"
    label = "foundation_worklist"
    verbose_name = "待办"
