from django.apps import AppConfig


class VerificationRoom(AppConfig):
    name = "dixian.warning.verification"
    label = "warning_verification"
    verbose_name = "核实"

    def ready(self) -> None:
        from dixian.commons.leads.topics import AnsweredAtOnce, LeadEnded, LeadsMoved, SourcesJoined
        from dixian.foundation.accounts.topics import PostHandedOver
        from dixian.foundation.jobs.api import subscribe
        from dixian.registry.households.topics import HouseholdsMoved
        from dixian.warning.alerts.topics import LeadsRaised
        from dixian.warning.verification.handlers import (
            after_ending,
            after_handing_over,
            after_joining,
            after_moving,
            after_moving_households,
            after_new_causes,
            after_raising,
        )

        subscribe(LeadsRaised, after_raising, name="verification.after_raising")
        subscribe(AnsweredAtOnce, after_joining, name="verification.after_joining")
        subscribe(SourcesJoined, after_new_causes, name="verification.after_new_causes")
        subscribe(LeadsMoved, after_moving, name="verification.after_moving")
        subscribe(HouseholdsMoved, after_moving_households, name="verification.after_moving_households")
        subscribe(PostHandedOver, after_handing_over, name="verification.after_handing_over")
        subscribe(LeadEnded, after_ending, name="verification.after_ending")
