"""All addresses of the house; each wing's pages are listed in `dixian.web`."""

from django.urls import include, path

urlpatterns = [path("", include("dixian.web.urls"))]
