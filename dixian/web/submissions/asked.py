"""The batch and the kind an address names."""

from typing import Any
from uuid import UUID

from django.http import Http404

from dixian.warning.submissions import api as submissions


def batch_asked(request: Any, uid: UUID) -> Any:
    """The batch, where the post reaches it; 404 otherwise."""
    try:
        return submissions.batch(uid=uid, post=request.post)
    except submissions.Batch.DoesNotExist:
        raise Http404 from None


def kind_asked(uid: UUID) -> Any:
    """The kind; 404 where there is none."""
    found = submissions.DataKind.objects.filter(uid=uid).select_related("unit").first()
    if found is None:
        raise Http404
    return found
