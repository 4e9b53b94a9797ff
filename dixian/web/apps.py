from django.apps import AppConfig


class Web(AppConfig):
    name = "dixian.web"
    label = "web"
    verbose_name = "界面"
