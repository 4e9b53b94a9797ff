"""How somebody looked."""

from django.db import models


class Method(models.TextChoices):
    """核实方式."""

    HOME = "home", "入户"
    PHONE = "phone", "电话"
