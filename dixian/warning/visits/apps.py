from django.apps import AppConfig


class VisitsRoom(AppConfig):
    name = "dixian.warning.visits"
    label = "warning_visits"
    verbose_name = "走访和排查"

    def ready(self) -> None:
        from dixian.foundation.accounts.topics import PostHandedOver
        from dixian.foundation.jobs.api import subscribe
        from dixian.registry.households.topics import ChangesEnded, HouseholdsMoved, RegisterLoaded
        from dixian.warning.visits import facts  # noqa: F401
        from dixian.warning.visits.handlers import (
            after_changes,
            after_handing_over,
            after_loading,
            after_moving,
        )

        subscribe(HouseholdsMoved, after_moving, name="visits.after_moving")
        subscribe(ChangesEnded, after_changes, name="visits.after_changes")
        subscribe(RegisterLoaded, after_loading, name="visits.after_loading")
        subscribe(PostHandedOver, after_handing_over, name="visits.after_handing_over")
