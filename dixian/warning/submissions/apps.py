from django.apps import AppConfig


class SubmissionsRoom(AppConfig):
    name = "dixian.warning.submissions"
    label = "warning_submissions"
    verbose_name = "部门报送"

    def ready(self) -> None:
        from dixian.registry.facts.api import provide
        from dixian.warning.submissions.kinds import fact_kinds

        provide(fact_kinds)
