"""Whether each filed content is still there, for `dixian audit verify`.

Existence and size are asked of all; the content itself (it has to open, and have its SHA-256) where that is asked for.
Transactions are short: on PostgreSQL a long one would hold the sealer back.
"""

from collections.abc import Iterator

from dixian.foundation.audit.api import Tell, reading
from dixian.foundation.files import storage
from dixian.foundation.files.models import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.vault.ciphers import NotOurs
from dixian.foundation.vault.streams import sealed_size

PIECE = 2_000
WHAT = "核对原件"


def trouble_with_originals(contents: bool, tell: Tell) -> Iterator[str]:
    """Each record whose content has not expired and is missing or not as it was filed, in a sentence."""
    kept = StoredFile.objects.exclude(expires_on__lt=clock.today()).order_by("id")
    with reading():
        total = kept.count()
    done, last, whole = 0, 0, set[str]()
    tell(WHAT, 0, total)
    while True:
        with reading():
            piece = list(kept.filter(id__gt=last).only("size", "sha256", "purpose", "made_at")[:PIECE])
        for one in piece:
            said = _trouble(one, contents=contents and one.sha256 not in whole)
            if said:
                yield f"编号 {one.pk}（{one.purpose}，{clock.day_of(one.made_at)} 存入）{said}"
            elif contents:
                whole.add(one.sha256)
        if len(piece) < PIECE:
            tell(WHAT, total, total)
            return
        done, last = done + len(piece), piece[-1].pk
        tell(WHAT, min(done, total), total)


def _trouble(one: StoredFile, *, contents: bool) -> str:
    size = storage.size_of(one.sha256)
    if size is None:
        return "不见了"
    if size != sealed_size(one.size):
        return f"大小不符，应有 {sealed_size(one.size)} 字节，现有 {size} 字节"
    if not contents:
        return ""
    try:
        for _ in storage.read(one.sha256):
            pass
    except NotOurs:
        return "内容被改动"
    except OSError as error:
        return f"读不出来（{error.strerror}）"
    return ""
