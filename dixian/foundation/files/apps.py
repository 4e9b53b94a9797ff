from django.apps import AppConfig


class FilesRoom(AppConfig):
    name = "dixian.foundation.files"
    label = "foundation_files"
    verbose_name = "原件"

    def ready(self) -> None:
        from dixian.foundation.audit.api import verify_along
        from dixian.foundation.files.verifying import trouble_with_originals

        verify_along(trouble_with_originals)
