from django.apps import AppConfig


class VerificationRoom(AppConfig):
    name = "dixian.warning.verification"
    label = "warning_verification"
    verbose_name = "核实"
