"""The county's templates; what makes papers from them stands in `making.py`."""

from uuid import UUID

from dixian.foundation.areas.api import in_force
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.papers.models import PaperTemplate

PURPOSE = "文书模板"


def versions_of(code: str) -> list[PaperTemplate]:
    """A paper's templates through time, those to come too, the latest first."""
    return list(PaperTemplate.objects.filter(code=code).select_related("file").order_by("-valid_from"))


def changed_codes() -> dict[str, PaperTemplate]:
    """Code -> the county's own template in force today."""
    found = PaperTemplate.objects.filter(in_force(clock.today())).exclude(file=None)
    return {one.code: one for one in found}


def sent_template(uid: UUID) -> StoredFile | None:
    """A file that was sent as a template, by its uid: in force, past, or waiting for its approval."""
    return StoredFile.objects.filter(uid=uid, purpose=PURPOSE).first()
