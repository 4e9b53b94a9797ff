from django.apps import AppConfig


class PapersRoom(AppConfig):
    name = "dixian.foundation.papers"
    label = "foundation_papers"
    verbose_name = "文书模板"

    def ready(self) -> None:
        # Its subject is declared wherever proposals are decided.
        from dixian.foundation.papers import setting  # noqa: F401
