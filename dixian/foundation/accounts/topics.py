"""What this room announces."""

from dataclasses import dataclass

from dixian.foundation.jobs.topics import Topic


@dataclass(frozen=True, kw_only=True)
class PostHandedOver(Topic):
    """A post's open work goes to another post."""

    from_post: int
    to_post: int
