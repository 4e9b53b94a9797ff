from django.apps import AppConfig


class LeadsRoom(AppConfig):
    name = "dixian.commons.leads"
    label = "commons_leads"
    verbose_name = "线索"

    def ready(self) -> None:
        from dixian.commons.leads.handlers import after_moving
        from dixian.foundation.jobs.api import subscribe
        from dixian.registry.households.topics import HouseholdsMoved

        subscribe(HouseholdsMoved, after_moving, name="leads.after_moving")
