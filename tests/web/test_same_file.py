"""A file sent twice is refused, and the refusal leads to the batch it came in first."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dixian.foundation.files.api import content_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from tests.support.client import FormClient

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_refusal_of_the_same_file_leads_to_the_earlier_batch(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    month = Month.of(clock.today()).previous().code
    client, page = as_post("insurer"), f"/submissions/?month={month}"
    again = SimpleUploadedFile("又一次.xlsx", content_of(county.batch.stored))
    address = f"/submissions/kinds/{county.kind.uid}/upload/"
    sent = {**client.hidden(page, address), "month": month, "file": again}
    answer = client.post(address, sent)
    assert answer.status_code == 409
    door = f"/batches/{county.batch.uid}/"
    assert f'href="{door}">打开先前的批次</a>' in answer.content.decode()
    assert client.get(door).status_code == 200
