"""What the duties of the loop say: about which household, of which month and file."""

from importlib import import_module

import pytest
from django.apps import apps

from dixian.foundation.kernel.calendar import Month
from dixian.foundation.worklist.api import Obligation, inbox
from dixian.warning.submissions.api import Batch, label_of
from dixian.warning.verification.duties import open_result

pytestmark = pytest.mark.django_db
MOVE = import_module("dixian.warning.verification.migrations.0006_duties_say_where_and_when")


def test_the_duty_to_push_names_the_household_and_so_its_village(county, lead):
    (duty,) = inbox(county["bureau"]).filter(kind="verification.release")
    assert (duty.household_id, duty.unit) == (lead.household_id, county.bureau)
    assert not inbox(county["cadre"]).exists(), "it is not the village's"


def test_results_of_two_months_and_of_a_file_that_mends_are_told_apart(county, lead):
    batch = Batch.objects.select_related("submission__kind", "stored").get()
    month = Month.parse(batch.submission.month).label
    assert label_of(batch) == f"个人自付医疗费用{month}"
    batch.mends_id = batch.pk
    assert label_of(batch) == f"个人自付医疗费用{month}（补报 {batch.stored.name}）"


def test_open_duties_of_an_installation_in_use_say_so_too(county, lead):
    batch = Batch.objects.select_related("submission__kind", "stored").get()
    open_result(unit_id=batch.unit_id, label="个人自付医疗费用", group_uid=batch.uid)
    Obligation.objects.filter(kind="verification.release").update(household_id=None)
    MOVE.name(apps, None)
    assert Obligation.objects.get(kind="verification.result").subject_label == label_of(batch)
    assert Obligation.objects.get(kind="verification.release").household_id == lead.household_id
