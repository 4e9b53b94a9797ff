"""The door of rectification."""

from dixian.commons.rectification.actions import spread
from dixian.commons.rectification.models import Problem, ProblemStep
from dixian.commons.rectification.states import DONE

__all__ = ["DONE", "Problem", "ProblemStep", "spread"]
