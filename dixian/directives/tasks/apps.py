from django.apps import AppConfig


class TasksRoom(AppConfig):
    name = "dixian.directives.tasks"
    label = "directives_tasks"
    verbose_name = "任务"

    def ready(self) -> None:
        from dixian.directives.tasks import book  # noqa: F401
        from dixian.directives.tasks.ending import after_stopping
        from dixian.directives.tasks.making import after_adoption
        from dixian.directives.workplans.topics import WorkplanAdopted, WorkplanStopped
        from dixian.foundation.jobs.api import subscribe

        subscribe(WorkplanAdopted, after_adoption, name="tasks.make")
        subscribe(WorkplanStopped, after_stopping, name="tasks.end")
