from django.apps import AppConfig


class FactsRoom(AppConfig):
    name = "dixian.registry.facts"
    label = "registry_facts"
    verbose_name = "事实"
