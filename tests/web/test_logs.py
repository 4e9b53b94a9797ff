"""The pages of the history speak the words of the house."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dixian.foundation.audit.api import acting, load_reads, reading
from dixian.foundation.audit.declared import history_of_model, house_models
from dixian.registry.households.api import Person
from dixian.web.logs.words import TABLES, actor_word
from tests.support.database import as_worker
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of


def test_every_table_whose_old_images_are_kept_has_a_word() -> None:
    kept = {model._meta.db_table for model in house_models() if history_of_model(model) == "editable"}
    assert kept == set(TABLES)


def test_who_is_no_person_is_named_too() -> None:
    assert [actor_word(one) for one in ("job:183", "system:sealer", "user:7")] == [
        "后台任务 183",
        "系统 sealer",
        "user:7",
    ]


@pytest.mark.django_db(transaction=True)
def test_the_history_is_read_in_words_and_in_shanghai_time(
    county: Any, as_post: Callable[[str], Client]
) -> None:
    page = re.sub(r"<[^>]+>", " ", as_post("audit_admin").get("/logs/").content.decode())
    assert "线索" in page
    assert "commons_leads_lead" not in page
    assert "T0" not in page and "+00:00" not in page


@pytest.fixture
def looked(county: Any, as_post: Callable[[str], Client]) -> Any:
    """The inspector has looked at a number, and the look is in the log."""
    asked = {"reason": "督查抽查"}
    assert as_post("inspector").post(f"/persons/{county.villager.uid}/reveal/", asked).status_code == 200
    with as_worker():
        load_reads()
    return county


@pytest.mark.django_db(transaction=True)
def test_a_read_says_whose_numbers_were_looked_at(looked: Any, as_post: Callable[[str], Client]) -> None:
    household = looked.lead.household
    page = main_of(as_post("inspector"), "/logs/reads/")
    assert f'href="/households/{household.uid}/">{household.head_name}户</a> {looked.villager.name}' in page


@pytest.mark.django_db(transaction=True)
def test_the_audit_administrator_is_told_the_number_of_the_household_and_nothing_more(
    looked: Any, as_post: Callable[[str], Client]
) -> None:
    household = looked.lead.household
    page = main_of(as_post("audit_admin"), "/logs/reads/")
    assert f"户编号 {household.number}" in page
    assert household.head_name not in page and str(household.uid) not in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("reader", ["inspector", "audit_admin"])
def test_whose_it_was_is_asked_once_for_a_page_of_reads(
    looked: Any, as_post: Callable[[str], Client], reader: str
) -> None:
    client, taken = as_post(reader), []
    with acting(SYSTEM), reading():
        people = list(Person.objects.exclude(pk=looked.villager.pk))
    for more in ([], people):
        for person in more:
            as_post("inspector").post(f"/persons/{person.uid}/reveal/", {"reason": "督查抽查"})
        with as_worker():
            load_reads()
        client.get("/logs/reads/")
        with CaptureQueriesContext(connection) as captured:
            page = main_of(client, "/logs/reads/")
        taken.append((page.count("<tr data-row"), len(captured)))
    assert taken[1][0] - taken[0][0] == len(people) > 1
    assert taken[0][1] == taken[1][1]
