from django.apps import AppConfig


class JobsRoom(AppConfig):
    name = "dixian.foundation.jobs"
    label = "foundation_jobs"
    verbose_name = "后台任务"
