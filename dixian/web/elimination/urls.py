from django.urls import path

from dixian.web.elimination import figures, lists, steps

urlpatterns = [
    path("effects/", figures.effects, name="effects"),
    path("eliminations/", lists.eliminations, name="eliminations"),
    path("eliminations/<uuid:uid>/", steps.show, name="elimination"),
    path("eliminations/<uuid:uid>/act/", steps.act, name="act-on-elimination"),
]
