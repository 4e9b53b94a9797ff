"""佐证照片 of an answer: what comes in is made anew first, what can't be is told, and the rest is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from dixian.foundation.accounts.api import NotAllowed, Post
from dixian.foundation.files.api import (
    JPEG,
    Content,
    NotAPhoto,
    Picture,
    content_of,
    file_content,
    made_anew,
    store,
)
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import number
from dixian.warning.verification.models import Answer, Photo

PURPOSE, SHOWN = "核实照片", "核实照片展示件"
MB, MILLION = 1024 * 1024, 1_000_000


@dataclass(frozen=True)
class Sent:
    """A photo as it was sent, its content sealed already."""

    content: Content
    name: str
    content_type: str


@dataclass(frozen=True)
class Looked:
    """What comes of the photos sent: those that can be kept, and a sentence for each that can't."""

    good: Sequence[tuple[Sent, Picture]]
    problems: Sequence[str]


def look_at(sent: Sequence[Sent]) -> Looked:
    """Make them anew, before anything is written. Raises Refusal where there are more than policy allows."""
    most = int(number("photo.count"))
    if len(sent) > most:
        raise Refusal(f"选了 {len(sent)} 张照片，一次最多 {most} 张", "去掉几张再反馈")
    size, pixels = int(number("photo.size")), int(number("photo.pixels"))
    side = int(number("photo.side"))
    good: list[tuple[Sent, Picture]] = []
    problems: list[str] = []
    for one in sent:
        if one.content.size > size * MB:
            problems.append(f"照片“{one.name}”有 {one.content.size // MB} MB，超过能收的 {size} MB")
            continue
        try:
            made = made_anew(content_of(one.content), name=one.name, pixels=pixels * MILLION, side=side)
        except NotAPhoto as refusal:
            problems.append(refusal.message)
        else:
            good.append((one, made))
    return Looked(good, problems)


def keep_photos(*, given: Answer, looked: Looked, post: Post) -> list[Photo]:
    """File originals and what pages show of them behind an answer. Raises NotAllowed for anybody else's answer."""
    if given.answered_by_id != post.acting_person.pk:
        raise NotAllowed("照片由反馈的人附上", "请反馈的人补充核实时附上")
    return [_kept(given, one, made) for one, made in looked.good]


def photos(post: Post) -> QuerySet[Photo]:
    """The photos a post reaches."""
    return Photo.objects.visible_to(post).select_related("shown")


def _kept(given: Answer, one: Sent, made: Picture) -> Photo:
    reach = {"household_id": given.household_id, "village_id": given.village_id}
    return Photo.objects.create(answer=given, **reach, **filed(one, made, purpose=PURPOSE, shown=SHOWN))


def filed(one: Sent, made: Picture, *, purpose: str, shown: str) -> dict[str, Any]:
    """The original and what pages show of it, stored for these purposes, and its size; by the names of a photo's fields."""
    original = file_content(one.content, name=one.name, content_type=one.content_type, purpose=purpose)
    on_pages = store([made.content], name=f"{original.uid}.jpg", content_type=JPEG, purpose=shown)
    return {"original": original, "shown": on_pages, "width": made.width, "height": made.height}
