"""A file for the register comes in; a job reads it."""

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Area
from dixian.foundation.files.api import StoredFile
from dixian.foundation.jobs.api import enqueue
from dixian.foundation.kernel.problems import Refusal, See
from dixian.foundation.sheets.api import template
from dixian.registry.households.enums import OVER, Source
from dixian.registry.households.importing.columns import COLUMNS
from dixian.registry.households.models import ChangeBatch


@transaction.atomic
def receive_register(*, stored: StoredFile, full: bool, post: Post, picked: str = "") -> ChangeBatch:
    """File a roster of the register; a job compares it. full: it holds everybody of its villages; picked: the sheet a
    person said is the one to be read.

    Raises NotAllowed; Refusal for a content that is under way already.
    """
    post.require(Capability.IMPORT_REGISTER)
    same = ChangeBatch.objects.filter(stored__sha256=stored.sha256).exclude(state__in=(*OVER, "applied"))
    if first := same.order_by("id").first():
        raise Refusal(
            "内容完全相同的文件正在办理",
            "接着办那一批，或者先取消它",
            See("change-batch", first.uid, "打开那一批"),
        )
    made = ChangeBatch.objects.create(
        source=Source.IMPORT,
        what="导入全员名单" if full else "导入文件",
        area=Area.objects.get(level="county", valid_to=None),
        stored=stored,
        full=full,
        picked=picked,
    )
    enqueue("households.prepare_import", key=f"import:{made.uid}:{made.version}", batch_id=made.pk)
    return made


def register_template() -> bytes:
    """A roster to fill in."""
    return template(title="户档案名册", columns=COLUMNS)
