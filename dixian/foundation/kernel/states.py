"""A state machine as a table: verb, from, to, who may."""

from collections.abc import Sequence
from dataclasses import dataclass

from dixian.foundation.kernel.problems import Refusal


@dataclass(frozen=True)
class Step:
    """One verb: from which states, to which state, with which capability (its code; "" for the system)."""

    verb: str
    label: str
    sources: tuple[str, ...]
    target: str
    capability: str = ""


@dataclass(frozen=True)
class StateTable:
    """All steps of one kind of thing; `labels` gives each state its Chinese name."""

    name: str
    labels: dict[str, str]
    steps: Sequence[Step]

    def step(self, verb: str) -> Step:
        """The step of `verb`; KeyError where there is none."""
        for step in self.steps:
            if step.verb == verb:
                return step
        raise KeyError(verb)

    def target(self, verb: str, state: str) -> str:
        """The state after `verb` in `state`. Raises Refusal that names both."""
        step = self.step(verb)
        if state not in step.sources:
            raise Refusal(
                f"{self.name}现在是“{self.labels[state]}”，不能{step.label}",
                "刷新页面看最新情况",
            )
        return step.target

    def verbs_from(self, state: str) -> list[Step]:
        """The steps possible in `state`."""
        return [step for step in self.steps if state in step.sources]

    @property
    def ends(self) -> frozenset[str]:
        """The states with no way out."""
        return frozenset(state for state in self.labels if not self.verbs_from(state))
