from django.apps import AppConfig


class MatchingRoom(AppConfig):
    name = "dixian.registry.matching"
    label = "registry_matching"
    verbose_name = "匹配"
