"""All addresses of the house; each wing's pages are listed in `dixian.web`."""

from django.urls import include, path

urlpatterns = [path("", include("dixian.web.urls"))]

handler400 = "dixian.web.shell.errors.bad_request"
handler403 = "dixian.web.shell.errors.forbidden"
handler404 = "dixian.web.shell.errors.not_found"
handler500 = "dixian.web.shell.errors.broken"
