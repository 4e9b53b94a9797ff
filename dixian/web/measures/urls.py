from django.urls import path

from dixian.web.measures import delivering, ledger, papers, plans

urlpatterns = [
    path("monitored/", ledger.monitored, name="monitored"),
    path("plans/<uuid:uid>/", plans.plan, name="plan"),
    path("plans/<uuid:uid>/act/", plans.act, name="act-on-plan"),
    path("plans/<uuid:uid>/follow-up/", plans.follow, name="follow-up"),
    path("plans/<uuid:uid>/paper/", papers.plan_paper, name="plan-paper"),
    path("plans/<uuid:uid>/sign/", papers.sign_plan, name="sign-plan"),
    path("plans/<uuid:uid>/signed/", papers.signed_plan, name="signed-plan"),
    path("cards/", papers.village_cards, name="village-cards"),
    path("households/<uuid:uid>/card/", papers.card, name="household-card"),
    path("measures/", delivering.unit_measures, name="unit-measures"),
    path("measures/sheet/", delivering.measures_sheet, name="measures-sheet"),
    path("measures/deliver/", delivering.deliver_many, name="deliver-many"),
    path("measures/<uuid:uid>/", delivering.measure, name="measure"),
    path("measures/<uuid:uid>/deliver/", delivering.deliver, name="deliver-measure"),
    path("measures/<uuid:uid>/evidence/", delivering.evidence, name="measure-evidence"),
]
