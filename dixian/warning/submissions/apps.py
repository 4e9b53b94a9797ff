from django.apps import AppConfig


class SubmissionsRoom(AppConfig):
    name = "dixian.warning.submissions"
    label = "warning_submissions"
    verbose_name = "部门报送"
