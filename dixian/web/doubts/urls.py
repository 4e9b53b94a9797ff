from django.urls import path

from dixian.web.doubts import views

urlpatterns = [
    path("doubts/", views.doubt_list, name="doubts"),
    path("doubts/<uuid:uid>/", views.doubt, name="doubt"),
    path("doubts/<uuid:uid>/look/", views.look, name="look-at-doubt"),
    path("doubts/<uuid:uid>/answer/", views.answer, name="answer-doubt"),
]
