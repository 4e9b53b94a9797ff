from django.apps import AppConfig


class InspectionsRoom(AppConfig):
    name = "dixian.directives.inspections"
    label = "directives_inspections"
    verbose_name = "督导检查"

    def ready(self) -> None:
        from dixian.directives.inspections import book  # noqa: F401
