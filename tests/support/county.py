"""A small county: the real reference data, a bureau, a township, two villages, a department, some posts."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dixian.foundation.accounts import api as accounts
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas import api as areas
from dixian.foundation.forms import api as forms
from dixian.foundation.policy import api as policy

SINCE = date(2024, 1, 1)


@dataclass
class County:
    """Units, areas and posts by short names."""

    posts: dict[str, Any] = field(default_factory=dict)

    def post(self, name: str, role: Role, unit: Any, area: Any = None, person: str = "") -> Any:
        user = self.posts[person].user if person else self.person(name)
        self.posts[name] = accounts.appoint(user=user, role=role, unit=unit, area=area, valid_from=SINCE)
        return self.posts[name]

    def person(self, name: str) -> Any:
        """Someone who never signs in: hashing a password takes longer than the rest of a test."""
        return accounts.User.objects.create(username=name, name=f"某{name}", password="!")

    def __getitem__(self, name: str) -> Any:
        """A fresh instance, as each request loads it."""
        return accounts.Post.objects.select_related("unit", "area", "user").get(pk=self.posts[name].pk)


def found_county() -> County:
    """Load the reference data and fill the posts these tests speak of."""
    policy.load_reference()
    accounts.load_reference()
    forms.load_reference()
    areas.load_reference()
    made = County()
    township, other = areas.townships(proper_only=True)[:2]
    village, second = areas.villages_of(township)[:2]
    made.township, made.village, made.second, made.other = township, village, second, other
    made.town_unit = areas.unit_of_area(township)
    made.village_unit = areas.unit_of_area(village) or made.town_unit
    made.bureau, made.insurance = areas.unit("nyncj"), areas.unit("ybj")
    made.post("cadre", Role.VILLAGE_CADRE, made.village_unit, village)
    made.post("clerk", Role.TOWNSHIP_CLERK, made.town_unit, township)
    made.post("head", Role.TOWNSHIP_HEAD, made.town_unit, township)
    made.post("bureau", Role.BUREAU_CLERK, made.bureau)
    made.post("insurer", Role.DEPARTMENT_CLERK, made.insurance)
    return made
