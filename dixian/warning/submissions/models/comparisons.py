"""What people decided at the desk."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.foundation.vault.fields import BlindIndexField


class Comparison(Record):
    """What a person decided about what a unit writes: this number with this name is this person, or is not.

    person_mark: number and name of the person as they were then; where they differ now it is to be decided anew.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "id_index": "部门所写身份证号的盲索引",
        "name_index": "部门所写姓名的盲索引",
        "person_mark": "户档案中号码和姓名的盲索引",
        "how": "比对依据，可能提到人",
        "decided_by": "比对人姓名和岗位",
    }
    impersonal = ()
    scope: ClassVar[Scope] = Scope(unit="unit_id")

    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    id_index = BlindIndexField()
    name_index = BlindIndexField()
    person = models.ForeignKey("registry_households.Person", models.PROTECT, related_name="+")
    same = models.BooleanField("是此人")
    person_mark = BlindIndexField()
    how = models.CharField("依据", max_length=200)
    decided_on = models.DateField("比对日期")
    decided_by = models.CharField("比对人", max_length=120)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "id_index", "name_index", "person"], name="compared_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "id_index", "name_index"], condition=Q(same=True), name="compared_to_one"
            ),
        ]
