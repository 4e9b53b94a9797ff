from django.apps import AppConfig


class HouseholdsRoom(AppConfig):
    name = "dixian.registry.households"
    label = "registry_households"
    verbose_name = "户档案"
