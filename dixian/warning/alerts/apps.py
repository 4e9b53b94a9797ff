from django.apps import AppConfig


class AlertsRoom(AppConfig):
    name = "dixian.warning.alerts"
    label = "warning_alerts"
    verbose_name = "预警"
