"""The history of a household: its own row, its people, its leads and its duties."""

from django.db.models import Q, QuerySet

from dixian.commons.leads.api import Lead
from dixian.foundation.audit.api import Entry
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.api import Household, Membership, Person

OF_HOUSEHOLD = (Person, Membership, Lead, Obligation)


def entries_about(household: Household) -> QuerySet[Entry]:
    """What was changed of a household, as far as rows of it are there still."""
    about = Q(table=Household._meta.db_table, row=household.pk)
    for model in OF_HOUSEHOLD:
        ids = list(model._base_manager.filter(household_id=household.pk).values_list("pk", flat=True))
        about |= Q(table=model._meta.db_table, row__in=ids)
    return Entry.objects.filter(about)
