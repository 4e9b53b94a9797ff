from django.apps import AppConfig


class LeadsRoom(AppConfig):
    name = "dixian.commons.leads"
    label = "commons_leads"
    verbose_name = "线索"
