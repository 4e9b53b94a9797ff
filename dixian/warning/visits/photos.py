"""Photos of a visit: looked at and made anew as those of an answer, kept behind the visit."""

from django.db.models import QuerySet

from dixian.foundation.accounts.api import NotAllowed, Post
from dixian.foundation.files.api import Picture
from dixian.warning.verification.api import Looked, Sent, filed
from dixian.warning.visits.models import Visit, VisitPhoto

PURPOSE, SHOWN = "走访照片", "走访照片展示件"


def keep_photos(*, visit: Visit, looked: Looked, post: Post) -> list[VisitPhoto]:
    """File originals and what pages show of them. Raises NotAllowed for anybody else's visit."""
    if visit.by_id != post.acting_person.pk:
        raise NotAllowed("照片由走访的人附上", "请走访的人再登记一次走访时附上")
    return [_kept(visit, one, made) for one, made in looked.good]


def photos(post: Post) -> QuerySet[VisitPhoto]:
    """The photos a post reaches."""
    return VisitPhoto.objects.visible_to(post).select_related("shown")


def _kept(visit: Visit, one: Sent, made: Picture) -> VisitPhoto:
    reach = {"household_id": visit.household_id, "village_id": visit.village_id}
    return VisitPhoto.objects.create(visit=visit, **reach, **filed(one, made, purpose=PURPOSE, shown=SHOWN))
