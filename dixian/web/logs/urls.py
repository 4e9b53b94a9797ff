from django.urls import path

from dixian.web.logs import holds, views

urlpatterns = [
    path("logs/", views.entries, name="logs"),
    path("logs/reads/", views.reads, name="reads"),
    path("logs/sign-ins/", holds.holds, name="held-addresses"),
    path("logs/<str:key>/", views.entry, name="log-entry"),
]
