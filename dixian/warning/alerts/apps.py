from django.apps import AppConfig


class AlertsRoom(AppConfig):
    name = "dixian.warning.alerts"
    label = "warning_alerts"
    verbose_name = "预警"

    def ready(self) -> None:
        from dixian.foundation.jobs.api import subscribe
        from dixian.foundation.policy.api import declare
        from dixian.warning.alerts.actions import RULE
        from dixian.warning.alerts.jobs import after_commit, after_linking, after_roster
        from dixian.warning.submissions.topics import BatchCommitted, RosterCompared, RowsLinked

        declare(RULE)
        subscribe(BatchCommitted, after_commit, name="alerts.after_commit")
        subscribe(RowsLinked, after_linking, name="alerts.after_linking")
        subscribe(RosterCompared, after_roster, name="alerts.after_roster")
