from django.apps import AppConfig


class WorkplansRoom(AppConfig):
    name = "dixian.directives.workplans"
    label = "directives_workplans"
    verbose_name = "工作要点"

    def ready(self) -> None:
        from dixian.directives.workplans.adopting import ADOPTION
        from dixian.directives.workplans.stopping import STOPPING
        from dixian.foundation.policy.api import declare

        declare(ADOPTION)
        declare(STOPPING)
