from django.apps import AppConfig


class AreasRoom(AppConfig):
    name = "dixian.foundation.areas"
    label = "foundation_areas"
    verbose_name = "区划与单位"
