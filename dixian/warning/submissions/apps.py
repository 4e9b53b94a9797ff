from django.apps import AppConfig


class SubmissionsRoom(AppConfig):
    name = "dixian.warning.submissions"
    label = "warning_submissions"
    verbose_name = "部门报送"

    def ready(self) -> None:
        from dixian.foundation.jobs.api import subscribe
        from dixian.foundation.policy.api import declare
        from dixian.registry.facts.api import provide
        from dixian.registry.households.topics import ChangesEnded
        from dixian.warning.submissions.checks.handlers import AFTER_COMMIT, after_changes
        from dixian.warning.submissions.checks.handlers import after_commit as raise_checks
        from dixian.warning.submissions.jobs import after_commit, after_linking, after_roster
        from dixian.warning.submissions.kinds import fact_kinds
        from dixian.warning.submissions.setting import KIND
        from dixian.warning.submissions.topics import BatchCommitted, RowsLinked

        declare(KIND)
        provide(fact_kinds)
        subscribe(BatchCommitted, after_commit, name="submissions.after_commit")
        subscribe(RowsLinked, after_linking, name="submissions.after_linking")
        subscribe(BatchCommitted, after_roster, name="submissions.after_roster")
        subscribe(BatchCommitted, raise_checks, name=AFTER_COMMIT)
        subscribe(ChangesEnded, after_changes, name="submissions.checks_after_changes")
