from django.apps import AppConfig


class EliminationRoom(AppConfig):
    name = "dixian.warning.elimination"
    label = "warning_elimination"
    verbose_name = "风险消除"

    def ready(self) -> None:
        from dixian.registry.quality.api import declare
        from dixian.warning.elimination.checks import CHECKS

        declare(*CHECKS)
        from dixian.warning.cases.api import declare_procedure
        from dixian.warning.elimination.procedure import ENDING

        declare_procedure(ENDING)
        from dixian.foundation.jobs.api import subscribe
        from dixian.registry.households.topics import ChangesEnded, HouseholdsMoved
        from dixian.warning.elimination.handlers import after_changing, after_moving

        subscribe(ChangesEnded, after_changing, name="elimination.after_changing")
        subscribe(HouseholdsMoved, after_moving, name="elimination.after_moving")
