from django.urls import path

from dixian.web.settings import people, person, places, policy, rights

urlpatterns = [
    path("settings/parameters/", policy.parameter_list, name="parameters"),
    path("settings/parameters/<str:code>/", policy.parameter, name="parameter"),
    path("settings/parameters/<str:code>/propose/", policy.propose, name="propose"),
    path("settings/proposals/", policy.proposals, name="proposals"),
    path("settings/proposals/<uuid:uid>/", policy.decide, name="decide"),
    path("settings/areas/", places.area_list, name="area-list"),
    path("settings/areas/handle/", places.handle, name="handle-area"),
    path("settings/export/<str:what>/", places.export, name="export"),
    path("settings/load/<str:what>/", places.load, name="load"),
    path("settings/accounts/", people.account_list, name="account-list"),
    path("settings/accounts/template/", people.account_template, name="account-template"),
    path("settings/accounts/open/", people.open_from_file, name="open-accounts"),
    path("settings/accounts/new/", people.open_one, name="open-account"),
    path("settings/accounts/<uuid:uid>/", person.person, name="person"),
    path("settings/accounts/<uuid:uid>/edit/", person.edit, name="edit-person"),
    path("settings/accounts/<uuid:uid>/switch/", person.switch, name="switch-person"),
    path("settings/accounts/<uuid:uid>/appoint/", person.appoint, name="appoint"),
    path("settings/accounts/<uuid:uid>/reset/", person.reset, name="reset-password"),
    path("settings/accounts/<uuid:uid>/codes/", person.remove_codes, name="remove-codes"),
    path("settings/posts/<uuid:uid>/end/", person.end, name="end-post"),
    path("settings/posts/<uuid:uid>/leave/", person.stand_in, name="stand-in"),
    path("settings/leaves/<uuid:uid>/end/", person.end_stand_in, name="end-stand-in"),
    path("settings/rights/", rights.rights, name="rights"),
]
