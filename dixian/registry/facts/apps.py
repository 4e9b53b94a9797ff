from django.apps import AppConfig


class FactsRoom(AppConfig):
    name = "dixian.registry.facts"
    label = "registry_facts"
    verbose_name = "事实"

    def ready(self) -> None:
        from dixian.foundation.jobs.api import subscribe
        from dixian.registry.facts.handlers import after_moving
        from dixian.registry.households.topics import HouseholdsMoved

        subscribe(HouseholdsMoved, after_moving, name="facts.after_moving")
