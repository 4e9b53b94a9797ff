from django.apps import AppConfig


class InquiriesRoom(AppConfig):
    name = "dixian.registry.inquiries"
    label = "registry_inquiries"
    verbose_name = "名单比对"
