from django.apps import AppConfig


class RectificationRoom(AppConfig):
    name = "dixian.commons.rectification"
    label = "commons_rectification"
    verbose_name = "整改"

    def ready(self) -> None:
        from dixian.commons.rectification import book, help_book  # noqa: F401
