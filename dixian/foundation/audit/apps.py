from django.apps import AppConfig


class AuditRoom(AppConfig):
    name = "dixian.foundation.audit"
    label = "foundation_audit"
    verbose_name = "留痕"
