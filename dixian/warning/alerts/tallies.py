"""What alerts tell of the county: where warnings gather."""

from dixian.foundation.figures.api import declare_finder
from dixian.warning.alerts.clusters import find

declare_finder(find)
