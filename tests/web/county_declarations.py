"""A village with its public address, and what was declared there long ago and ended: nothing waits."""

from datetime import date
from typing import Any

from dixian.foundation.files.api import store
from dixian.warning.declarations.api import Declaration, DeclaredPhoto, Entrance
from dixian.warning.declarations.declaring import secret_of
from dixian.warning.declarations.entrances import index_of

TOKEN, CODE, PHONE = "a-token-of-this-village", "000000000195", "13800000102"


def declarations(county: Any) -> None:
    """Nobody found out whose it was."""
    on, clerk = date(2020, 3, 2), county["clerk"]
    county.entrance = Entrance.objects.create(
        village=county.village, token=TOKEN, token_index=index_of(TOKEN), phone="04554622001", opened_on=on,
        by=clerk.user,
    )  # fmt: skip
    secret = secret_of(CODE, PHONE)
    county.declaration = Declaration.objects.create(
        village=county.village, way="web", filled_by="self",
        name="某人", phone=PHONE, phone_index=b"x" * 16, place="前屯", troubles=["illness"], told_on=on, secret=secret,
        state="unknown", reason="没有找到", settled_by=clerk.user, settled_on=on,
    )  # fmt: skip
    photo = store([b"a photo"], name="照片.jpg", content_type="image/jpeg", purpose="申报照片")
    county.declared_photo = DeclaredPhoto.objects.create(
        declaration=county.declaration, village=county.village, secret=secret, shown=photo
    )
