from django.apps import AppConfig


class FocusRoom(AppConfig):
    name = "dixian.registry.focus"
    label = "registry_focus"
    verbose_name = "重点人群"

    def ready(self) -> None:
        from dixian.foundation.jobs.api import subscribe
        from dixian.foundation.policy.topics import ProposalEnded
        from dixian.registry.facts.topics import FactsPosted
        from dixian.registry.focus import handlers
        from dixian.registry.households.topics import (
            ChangesEnded,
            HouseholdsMoved,
            MonitoringDecided,
            RegisterLoaded,
        )

        subscribe(FactsPosted, handlers.after_facts, name="focus.after_facts")
        subscribe(ChangesEnded, handlers.after_changes, name="focus.after_changes")
        subscribe(MonitoringDecided, handlers.after_deciding, name="focus.after_deciding")
        subscribe(HouseholdsMoved, handlers.after_moving, name="focus.after_moving")
        subscribe(RegisterLoaded, handlers.after_loading, name="focus.after_loading")
        subscribe(ProposalEnded, handlers.after_policy, name="focus.after_policy")
