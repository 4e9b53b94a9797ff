from django.apps import AppConfig


class CasesRoom(AppConfig):
    name = "dixian.warning.cases"
    label = "warning_cases"
    verbose_name = "监测对象"

    def ready(self) -> None:
        from dixian.registry.quality.api import declare
        from dixian.warning.cases.checks import CHECKS

        declare(*CHECKS)
        from dixian.warning.cases.identification import IDENTIFICATION
        from dixian.warning.cases.procedures import declare as declare_procedure

        declare_procedure(IDENTIFICATION)
        from dixian.registry.households.api import declare_telling
        from dixian.warning.cases.telling import RISKS

        declare_telling(RISKS)
        from dixian.commons.leads.topics import LeadEnded
        from dixian.foundation.jobs.api import subscribe
        from dixian.registry.households.topics import ChangesEnded, HouseholdsMoved
        from dixian.warning.cases.handlers import after_changing, after_confirming, after_moving

        subscribe(LeadEnded, after_confirming, name="cases.after_confirming")
        subscribe(ChangesEnded, after_changing, name="cases.after_changing")
        subscribe(HouseholdsMoved, after_moving, name="cases.after_moving")
