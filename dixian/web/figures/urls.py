from django.urls import path

from dixian.web.figures import views

urlpatterns = [
    path("figures/", views.figure_list, name="figures"),
    path("figures/count/", views.count, name="count-figures"),
    path("figures/<str:code>/", views.figure, name="figure"),
]
