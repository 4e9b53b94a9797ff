from django.apps import AppConfig


class PolicyRoom(AppConfig):
    name = "dixian.foundation.policy"
    label = "foundation_policy"
    verbose_name = "政策参数"
