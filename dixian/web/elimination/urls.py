from django.urls import path

from dixian.web.elimination import lists, steps

urlpatterns = [
    path("eliminations/", lists.eliminations, name="eliminations"),
    path("eliminations/<uuid:uid>/", steps.show, name="elimination"),
    path("eliminations/<uuid:uid>/act/", steps.act, name="act-on-elimination"),
]
