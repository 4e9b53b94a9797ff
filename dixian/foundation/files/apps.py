from django.apps import AppConfig


class FilesRoom(AppConfig):
    name = "dixian.foundation.files"
    label = "foundation_files"
    verbose_name = "原件"
