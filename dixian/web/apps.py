from django.apps import AppConfig


class Web(AppConfig):
    name = "dixian.web"
    label = "web"
    verbose_name = "界面"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from dixian.web.shell.lasting import begin

        user_logged_in.connect(begin, dispatch_uid="dixian.web.lasting")
