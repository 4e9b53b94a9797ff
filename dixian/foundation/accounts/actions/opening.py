"""Many accounts from a workbook, in the background: each row once, its password sealed till it is fetched."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.actions.bulk import (
    ACCOUNT_COLUMNS,
    KEPT_PASSWORD,
    open_account,
    opening_of,
    sentence,
)
from dixian.foundation.accounts.actions.passwords import OneTime, one_time
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.accounts.models import BulkAccount, BulkOpening, Post, User
from dixian.foundation.accounts.selectors import problems_of
from dixian.foundation.files.api import StoredFile, content_of
from dixian.foundation.jobs.api import Progress, enqueue, once
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import Clean, clean_rows, read_table

JOB = "accounts.open"


def begin_opening(
    *,
    stored: StoredFile,
    numbers: Sequence[int],
    problems: Sequence[str],
    until: date,
    post: Post,
    waits: bool = False,
) -> BulkOpening:
    """Queue the rows `numbers` of a filed workbook. until: the last day on which the passwords can be fetched.

    problems: sentences about the rows that are left out; waits: a second person has to agree first
    (`open_agreed`, `drop_opening`). Raises NotAllowed.
    """
    post.require(Capability.MANAGE_ACCOUNTS)
    said = "\n".join(problems) or None
    opening = BulkOpening.objects.create(
        post=post, asked_by=post.acting_person, stored=stored, until=until, problems=said
    )
    BulkAccount.objects.bulk_create([BulkAccount(opening=opening, number=number) for number in numbers])
    if not waits:
        _enqueue(opening)
    return opening


def open_agreed(*, opening: BulkOpening, until: date) -> None:
    """A second person has agreed to the list: it is opened. Called by an approved proposal."""
    opening.until = until
    opening.version += 1
    opening.save(update_fields=["until", "version"])
    _enqueue(opening, agreed=True)


def drop_opening(*, opening: BulkOpening, said: str) -> None:
    """Nobody agreed to the list: none of its rows is opened, and it says so."""
    opening.accounts.filter(user=None).update(failed=True, version=F("version") + 1)
    _note(opening, said)


def rows_of_opening(opening: BulkOpening) -> list[str]:
    """A line for each row that waits: who is to have which post from when on."""
    waiting = set(opening.accounts.filter(user=None, failed=False).values_list("number", flat=True))
    if not waiting:
        return []
    return [
        f"第 {number} 行：{row['name']}（{row['username']}），{row['unit']}·{row['role']}，自 {row['valid_from']} 起"
        for number, row in _rows(opening.stored)
        if number in waiting
    ]


def _enqueue(opening: BulkOpening, *, agreed: bool = False) -> None:
    enqueue(JOB, key=opening.job_key, scope_post=opening.post_id, opening_id=opening.pk, agreed=agreed)


def open_rows(progress: Progress, opening_id: int, *, agreed: bool) -> None:
    """The account or the post of each row with its sealed password, in one transaction a row."""
    opening = BulkOpening.objects.select_related("post__unit", "asked_by", "stored").get(pk=opening_id)
    waiting = set(opening.accounts.filter(user=None, failed=False).values_list("number", flat=True))
    total = opening.accounts.count()
    for number, row in _rows(opening.stored):
        if number not in waiting:
            continue
        # Hashing is slow, so it is done before the transaction.
        password = one_time()
        with once(f"row:{number}") as fresh:
            if fresh:
                _open(opening, number, row, password, agreed=agreed)
        waiting.discard(number)
        progress.step(total - len(waiting), total, "开通账号")


def _rows(stored: StoredFile) -> Iterator[tuple[int, dict[str, Any]]]:
    table = read_table(content_of(stored), name=stored.name, columns=ACCOUNT_COLUMNS)
    for one in clean_rows(table, ACCOUNT_COLUMNS):
        if isinstance(one, Clean):
            yield one.row.number, one.values


def _open(opening: BulkOpening, number: int, row: dict[str, Any], password: OneTime, *, agreed: bool) -> None:
    account = opening.accounts.get(number=number)
    try:
        with transaction.atomic():
            asked = opening_of(row)
            by = opening.post.acted_by(opening.asked_by)
            username, _, _, told = open_account(
                opening=asked,
                by=by,
                password=password,
                agreed=agreed,
                let_in=opening.uid if agreed else None,
            )
    except Refusal as refusal:
        _note(opening, sentence(number, refusal))
        account.failed = True
    else:
        account.user, account.role = User.objects.get(username=username), asked.role
        account.password = None if told == KEPT_PASSWORD else told
    account.version += 1
    account.save()


def _note(opening: BulkOpening, said: str) -> None:
    opening.problems = "\n".join([*problems_of(opening), said])
    opening.version += 1
    opening.save()
