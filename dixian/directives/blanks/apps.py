from django.apps import AppConfig


class BlanksRoom(AppConfig):
    name = "dixian.directives.blanks"
    label = "directives_blanks"
    verbose_name = "临时报表"

    def ready(self) -> None:
        from dixian.directives.blanks import book  # noqa: F401
