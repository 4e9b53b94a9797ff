from django.apps import AppConfig


class SubmissionsRoom(AppConfig):
    name = "dixian.warning.submissions"
    label = "warning_submissions"
    verbose_name = "部门报送"

    def ready(self) -> None:
        from dixian.foundation.jobs.api import subscribe
        from dixian.registry.facts.api import provide
        from dixian.registry.households.topics import ChangesEnded
        from dixian.warning.submissions.checks.handlers import AFTER_COMMIT, after_changes, after_commit
        from dixian.warning.submissions.kinds import fact_kinds
        from dixian.warning.submissions.topics import BatchCommitted

        provide(fact_kinds)
        subscribe(BatchCommitted, after_commit, name=AFTER_COMMIT)
        subscribe(ChangesEnded, after_changes, name="submissions.checks_after_changes")
