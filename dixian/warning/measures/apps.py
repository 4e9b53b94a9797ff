from django.apps import AppConfig


class MeasuresRoom(AppConfig):
    name = "dixian.warning.measures"
    label = "warning_measures"
    verbose_name = "帮扶计划和措施"

    def ready(self) -> None:
        from dixian.registry.quality.api import declare
        from dixian.warning.measures.checks import CHECKS

        declare(*CHECKS)
        from dixian.commons.leads.topics import LeadEnded
        from dixian.foundation.jobs.api import subscribe
        from dixian.registry.households.topics import HouseholdsMoved
        from dixian.warning.cases.topics import CaseApproved, CaseEnded
        from dixian.warning.measures.handlers import (
            after_approval,
            after_ending,
            after_moving,
            after_new_risk,
        )

        subscribe(CaseApproved, after_approval, name="measures.after_approval")
        subscribe(CaseEnded, after_ending, name="measures.after_ending")
        subscribe(LeadEnded, after_new_risk, name="measures.after_new_risk")
        subscribe(HouseholdsMoved, after_moving, name="measures.after_moving")
