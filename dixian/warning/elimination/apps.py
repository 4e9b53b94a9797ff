from django.apps import AppConfig


class EliminationRoom(AppConfig):
    name = "dixian.warning.elimination"
    label = "warning_elimination"
    verbose_name = "风险消除"

    def ready(self) -> None:
        from dixian.registry.quality.api import declare
        from dixian.warning.elimination.checks import CHECKS

        declare(*CHECKS)
        from dixian.foundation.jobs.api import subscribe
        from dixian.registry.households.topics import HouseholdsMoved
        from dixian.warning.elimination.handlers import after_moving

        subscribe(HouseholdsMoved, after_moving, name="elimination.after_moving")
