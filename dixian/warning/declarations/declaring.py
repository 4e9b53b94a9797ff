"""A declaration comes in: over a village's public address, by somebody nobody knows, or from paper.

Nothing here asks the register, so nobody can learn from it who stands there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from dixian.foundation.accounts.api import NotAllowed, Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Area
from dixian.foundation.audit.transactions import holding
from dixian.foundation.files.api import JPEG, Picture, StoredFile, store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.vault.blind import blind
from dixian.warning.declarations.duties import open_settling
from dixian.warning.declarations.enums import Filler, Way
from dixian.warning.declarations.models import Declaration, DeclaredPhoto, Entrance
from dixian.warning.declarations.rules import TAIL, code_of, digits_of
from dixian.warning.declarations.telling import Told

PURPOSE = "申报照片"
CODE, SECRET = "declaration_code", "declaration"
SAID_OTHERWISE = (
    "这张表已经收到一份，和这次填的不一样，这次填的还没有收",
    "还要报的，核对以后再提交一次，另算一份；先前那份凭原来的查询码查",
)


@dataclass(frozen=True)
class Receipt:
    """What whoever declared takes home; `again` where the same form came before."""

    code: str
    again: bool


def code_for(form: UUID) -> str:
    """The code of a form that was handed out. The same form gives the same code, so a form sent twice counts once;
    without the installation's key nobody can tell it."""
    return code_of(int.from_bytes(blind(str(form), CODE), "big"))


def secret_of(code: str, phone: str) -> bytes:
    """Code and the last four of the telephone together: half of it opens nothing and can't be told from none of it."""
    return blind(f"{digits_of(code)}:{digits_of(phone)[-TAIL:]}", SECRET)


@transaction.atomic
def declare(*, entrance: Entrance, told: Told, form: UUID, pictures: Sequence[Picture]) -> Receipt:
    """Take what the public page sent. form: the key of the form, as the page handed it out.

    A visitor reaches no row but the one with this secret; the township's duty is opened past that. Raises Refusal where
    the form came before and said something else: neither takes the other's place.
    """
    code = code_for(form)
    secret = secret_of(code, told.phone)
    with holding(secret):
        if before := Declaration.objects.filter(secret=secret).first():
            if (_told_by(before), before.photos.count()) != (told, len(pictures)):
                raise Refusal(*SAID_OTHERWISE)
            return Receipt(code, again=True)
        made = _made(entrance.village, told, secret, Way.WEB, clock.today())
        made.save(force_insert=True)
        for picture in pictures:
            name = f"{made.uid}.jpg"
            shown = store([picture.content], name=name, content_type=JPEG, purpose=PURPOSE)
            DeclaredPhoto.objects.create(declaration=made, village=made.village, secret=secret, shown=shown)
    open_settling([made])
    return Receipt(code, again=False)


@transaction.atomic
def enter(
    *, village: Area, told: Told, on: date, sheet: StoredFile, form: UUID, post: Post
) -> tuple[Declaration, str]:
    """Type in one that came on paper, with the scanned sheet; the clock runs from the day on the paper. Its code is for the household.

    Somebody else compares it with the sheet and finds the household (代录). Raises NotAllowed; Refusal for a day to come.
    """
    if not post.can(Capability.ANSWER):
        post.require(Capability.ENTER_ON_BEHALF)
    span = span_of(post)
    if not (span.everything or village.pk in span.areas):
        raise NotAllowed("这个村不在您的范围内", "请这个乡镇的同事代录")
    if on > clock.today():
        raise Refusal("申报日期不能晚于今天", "填纸上写的日期")
    code = code_for(form)
    made = _made(village, told, secret_of(code, told.phone), Way.PAPER, on)
    made.sheet, made.entered_by = sheet, post.acting_person
    made.save(force_insert=True)
    open_settling([made])
    return made, code


def _told_by(one: Declaration) -> Told:
    """What a declaration was made of."""
    return Told(
        name=one.name.open(),
        phone=one.phone.open(),
        place=one.place.open(),
        filled_by=Filler(one.filled_by),
        filler_name=one.filler_name.open() if one.filler_name else "",
        id_number=one.id_number.open() if one.id_number else "",
        troubles=tuple(one.troubles),
        words=one.words.open() if one.words else "",
    )


def _made(village: Area, told: Told, secret: bytes, way: Way, on: date) -> Declaration:
    return Declaration(
        village=village,
        way=way,
        filled_by=told.filled_by,
        name=told.name,
        phone=told.phone,
        phone_index=blind(told.phone, "phone"),
        place=told.place,
        id_number=told.id_number or None,
        id_index=blind(told.id_number, "id") if told.id_number else None,
        filler_name=told.filler_name or None,
        troubles=list(told.troubles),
        words=told.words or None,
        told_on=on,
        secret=secret,
    )
