from django.apps import AppConfig


class TeamsRoom(AppConfig):
    name = "dixian.directives.teams"
    label = "directives_teams"
    verbose_name = "驻村帮扶"

    def ready(self) -> None:
        from dixian.directives.teams import books, work  # noqa: F401
