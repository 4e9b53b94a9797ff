"""All pages; the permission table in `tests/web` must name each of them."""

from django.urls import include, path

from dixian.web.shell import health

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("", include("dixian.web.account.urls")),
    path("", include("dixian.web.lists.urls")),
    path("", include("dixian.web.work.urls")),
    path("", include("dixian.web.registry.urls")),
    path("", include("dixian.web.submissions.urls")),
    path("", include("dixian.web.leads.urls")),
    path("", include("dixian.web.cases.urls")),
    path("", include("dixian.web.measures.urls")),
    path("", include("dixian.web.elimination.urls")),
    path("", include("dixian.web.incomes.urls")),
    path("", include("dixian.web.declarations.urls")),
    path("", include("dixian.web.doubts.urls")),
    path("", include("dixian.web.quality.urls")),
    path("", include("dixian.web.visits.urls")),
    path("", include("dixian.web.directives.urls")),
    path("", include("dixian.web.books.urls")),
    path("", include("dixian.web.figures.urls")),
    path("", include("dixian.web.settings.urls")),
    path("", include("dixian.web.logs.urls")),
]
