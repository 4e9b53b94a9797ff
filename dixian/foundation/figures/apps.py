from django.apps import AppConfig


class FiguresRoom(AppConfig):
    name = "dixian.foundation.figures"
    label = "foundation_figures"
    verbose_name = "指标"
