from django.apps import AppConfig


class MeetingsRoom(AppConfig):
    name = "dixian.directives.meetings"
    label = "directives_meetings"
    verbose_name = "会商"

    def ready(self) -> None:
        from dixian.directives.meetings import book  # noqa: F401
