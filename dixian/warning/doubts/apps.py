from django.apps import AppConfig


class DoubtsRoom(AppConfig):
    name = "dixian.warning.doubts"
    label = "warning_doubts"
    verbose_name = "疑点"

    def ready(self) -> None:
        from dixian.foundation.jobs.api import subscribe
        from dixian.registry.households.topics import HouseholdsMoved
        from dixian.warning.doubts.covering import too_few
        from dixian.warning.doubts.handlers import after_moving
        from dixian.warning.submissions.api import ask_also

        ask_also(too_few)
        subscribe(HouseholdsMoved, after_moving, name="doubts.after_moving")
