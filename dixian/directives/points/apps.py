from django.apps import AppConfig


class PointsRoom(AppConfig):
    name = "dixian.directives.points"
    label = "directives_points"
    verbose_name = "联系点"

    def ready(self) -> None:
        from dixian.directives.points import book  # noqa: F401
