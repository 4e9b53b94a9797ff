from django.urls import path

from dixian.web.elimination import batches, entry, figures, lists, papers, steps

urlpatterns = [
    path("effects/", figures.effects, name="effects"),
    path("eliminations/", lists.eliminations, name="eliminations"),
    path("eliminations/<uuid:uid>/", steps.show, name="elimination"),
    path("eliminations/<uuid:uid>/paper/", papers.elimination_paper, name="elimination-paper"),
    path("eliminations/<uuid:uid>/entry/", entry.entry, name="elimination-entry"),
    path("eliminations/<uuid:uid>/act/", steps.act, name="act-on-elimination"),
    path("eliminations/steps/<slug:step>/", batches.step, name="elimination-step"),
]
