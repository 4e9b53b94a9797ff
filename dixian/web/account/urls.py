from django.urls import path

from dixian.web.account import codes, delegations, views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("password/", views.password, name="password"),
    path("post/", views.choose_post, name="choose-post"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/<uuid:uid>/end/", delegations.end, name="end-delegation"),
    path("codes/", codes.codes, name="codes"),
    path("look/", views.look, name="look"),
]
