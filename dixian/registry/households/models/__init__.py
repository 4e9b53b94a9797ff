"""Households and persons, and what alters them."""

from dixian.registry.households.models.changes import Change, ChangeBatch, RegisterHeader
from dixian.registry.households.models.register import Household, Membership, NumberSeries, Person

__all__ = ["Change", "ChangeBatch", "Household", "Membership", "NumberSeries", "Person", "RegisterHeader"]
