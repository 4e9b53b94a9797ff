"""What PostgreSQL is told about the acting post, and who acts without one."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from dixian.foundation.accounts.models import Post
from dixian.foundation.accounts.scope.reach import span_of
from dixian.foundation.audit.context import Acting, acting

Settings = tuple[tuple[str, str], ...]
EVERYTHING: Settings = (("dixian.all", "1"),)


def scope_settings(post: Post) -> Settings:
    """Names and values of the settings the row policies read."""
    span = span_of(post)
    if span.everything:
        return (*EVERYTHING, ("dixian.post", str(span.post)))
    return (
        ("dixian.all", ""),
        ("dixian.areas", _array(span.areas)),
        ("dixian.units", _array(span.units)),
        ("dixian.post", str(span.post)),
    )


def settings_of_post(post_id: int | None) -> Settings:
    """The same by post id; None is the system, which reaches everything. For jobs."""
    if post_id is None:
        return EVERYTHING
    return scope_settings(Post.objects.select_related("unit", "area").get(pk=post_id))


@contextmanager
def acting_as(post: Post, *, request: str = "") -> Iterator[Acting]:
    """Everything enclosed is done with `post` by its acting person."""
    who = Acting(
        actor=f"user:{post.acting_person.pk}",
        post=post.pk,
        request=request,
        settings=scope_settings(post),
    )
    with acting(who):
        yield who


@contextmanager
def system_scope(actor: str) -> Iterator[Acting]:
    """Everything enclosed is done by the system (`command:…`, `job:…`) and reaches every row."""
    with acting(Acting(actor=actor, settings=EVERYTHING)) as who:
        yield who


def _array(ids: Iterable[int]) -> str:
    return "{" + ",".join(map(str, ids)) + "}"
