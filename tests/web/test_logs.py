"""The pages of the history speak the words of the house."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dixian.foundation.audit.declared import history_of_model, house_models
from dixian.web.logs.words import TABLES, actor_word


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
