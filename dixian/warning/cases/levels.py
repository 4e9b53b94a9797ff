"""Who takes which step: a village, a township, the county."""

from dixian.foundation.areas.enums import Level
from dixian.warning.cases.enums import Step

LEVEL = {
    Step.APPRAISE: Level.VILLAGE,
    Step.NOTICE: Level.VILLAGE,
    Step.REVIEW: Level.TOWNSHIP,
    Step.ANNOUNCE: Level.TOWNSHIP,
    Step.APPROVE: Level.COUNTY,
}
