from django.apps import AppConfig


class IncomesRoom(AppConfig):
    name = "dixian.registry.incomes"
    label = "registry_incomes"
    verbose_name = "家庭收支"

    def ready(self) -> None:
        from dixian.foundation.jobs.api import subscribe
        from dixian.registry.households.topics import HouseholdsMoved
        from dixian.registry.incomes import telling  # noqa: F401
        from dixian.registry.incomes.handlers import after_moving

        subscribe(HouseholdsMoved, after_moving, name="incomes.after_moving")
