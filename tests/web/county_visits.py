"""A half-year's check of long ago: 张三's household was visited, drawn, and found as the village had said."""

from datetime import date
from typing import Any

from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.warning.visits.api import (
    Beat,
    Recheck,
    RecheckDraw,
    RecheckResult,
    Stop,
    Sweep,
    Visit,
    VisitAnswer,
    VisitPhoto,
)


def visits(county: Any, household: Any) -> None:
    """Nothing of it is still to be done."""
    on, ended = date(2020, 3, 2), date(2020, 6, 30)
    near = {"household": household, "village": household.village}
    cadre, clerk = county["cadre"], county["clerk"]
    county.sweep = Sweep.objects.create(
        kind="half", period="2020H1", state="closed", opened_on=date(2020, 3, 1), due_on=ended,
        listed_at=clock.now(), closed_on=ended,
    )  # fmt: skip
    place = {"sweep": county.sweep, "township": county.township}
    county.beat = Beat.objects.create(village=county.village, **place)
    county.visit = Visit.objects.create(
        on=on, method="home", outcome="met", person_seen="本人", post=cadre, by=cadre.user, **near
    )
    VisitAnswer.objects.create(
        visit=county.visit, on=on, question="satisfied", title="满意吗", choice="yes", said="满意",
        figure="satisfaction", **near,
    )  # fmt: skip
    photo = store([b"a photo"], name="照片.jpg", content_type="image/jpeg", purpose="走访照片")
    county.visit_photo = VisitPhoto.objects.create(
        visit=county.visit, original=photo, shown=photo, width=1, height=1, **near
    )
    stop = Stop.objects.create(
        beat=county.beat, state="fine", visit=county.visit, joined_on=on, group_name="前屯", **place, **near
    )
    county.recheck_draw = RecheckDraw.objects.create(
        seed="1", percent=5, population=1, on=ended, by=clerk.user, **place
    )
    county.recheck = Recheck.objects.create(
        draw=county.recheck_draw, stop=stop, visit=county.visit, state="fine", **near
    )
    RecheckResult.objects.create(recheck=county.recheck, differs=False, on=ended, by=clerk.user, **near)
