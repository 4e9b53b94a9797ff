"""Where a unit's share and a progress entry stand, and the colours of a task."""

from django.db import models


class ShareState(models.TextChoices):
    """Where one unit's part in a task stands."""

    NONE = "none", "未报进展"
    REPORTED = "reported", "待认可"
    RETURNED = "returned", "退回补充"
    ACCEPTED = "accepted", "推进中"
    DONE = "done", "已完成"
    ENDED = "ended", "已终止"


class EntryState(models.TextChoices):
    """Where a progress entry stands."""

    WAITING = "waiting", "待认可"
    ACCEPTED = "accepted", "已认可"
    RETURNED = "returned", "已退回"
    ENDED = "ended", "随任务终止"


class TaskColour(models.TextChoices):
    """One meaning each; always shown with its word."""

    RED = "red", "超期"
    AMBER = "amber", "临期或有退回"
    BLUE = "blue", "推进中"
    GREY = "grey", "未报进展"
    GREEN = "green", "已完成"
    ENDED = "ended", "已终止"

    @property
    def tag(self) -> str:
        """The colour of its tag."""
        return "grey" if self is TaskColour.ENDED else str(self.value)
