"""Kinds of facts this room posts."""

from dixian.registry.facts.api import FactKind, declare

OWN_COST = declare(
    FactKind("health.own_cost", "当年累计自付医疗费用", "num", "ybj", sensitive=True, unit="元")
)
