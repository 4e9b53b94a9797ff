from django.apps import AppConfig


class QualityRoom(AppConfig):
    name = "dixian.registry.quality"
    label = "registry_quality"
    verbose_name = "数据质检"

    def ready(self) -> None:
        from dixian.foundation.jobs.api import subscribe
        from dixian.registry.households.topics import ChangesEnded, RegisterLoaded
        from dixian.registry.quality.check import declare
        from dixian.registry.quality.handlers import after_changes, after_loading
        from dixian.registry.quality.register import CHECKS

        declare(*CHECKS)
        subscribe(ChangesEnded, after_changes, name="quality.after_changes")
        subscribe(RegisterLoaded, after_loading, name="quality.after_loading")
