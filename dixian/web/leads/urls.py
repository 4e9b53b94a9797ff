from django.urls import path

from dixian.web.leads import confirming, field, loop, onward, papers, results, samples, sheets, views

urlpatterns = [
    path("push-desk/", views.push_desk, name="push-desk"),
    path("push-desk/release/", views.release, name="release"),
    path("confirm-desk/", confirming.desk, name="confirm-desk"),
    path("confirm-desk/confirm/", confirming.confirm_many, name="confirm-many"),
    path("push-sheets/", sheets.sheet_list, name="sheet-list"),
    path("push-sheets/<uuid:uid>/", sheets.sheet, name="push-sheet"),
    path("push-sheets/<uuid:uid>/receive/", sheets.receive, name="receive-sheet"),
    path("push-sheets/<uuid:uid>/paper/", papers.sheet_paper, name="sheet-paper"),
    path("leads/", views.lead_list, name="leads"),
    path("leads/<uuid:uid>/", field.lead, name="lead"),
    path("leads/<uuid:uid>/answer/", field.answer, name="answer"),
    path("leads/<uuid:uid>/confirm/", field.confirm, name="confirm"),
    path("leads/<uuid:uid>/send-back/", field.send_back, name="send-back"),
    path("leads/<uuid:uid>/take/", onward.take, name="take"),
    path("leads/<uuid:uid>/reply/", onward.reply, name="reply"),
    path("leads/<uuid:uid>/revise/", onward.revise, name="revise"),
    path("leads/<uuid:uid>/confirm-entry/", field.confirm_entry, name="confirm-entry"),
    path("leads/<uuid:uid>/signed-sheet/", field.signed_sheet, name="signed-sheet"),
    path("samples/", samples.sample_list, name="sample-list"),
    path("samples/draw/", samples.draw, name="draw-sample"),
    path("samples/<uuid:uid>/", samples.sample, name="sample"),
    path("samples/<uuid:uid>/examine/", samples.examine, name="examine"),
    path("results/", results.results, name="result-list"),
    path("results/<uuid:uid>/", results.result, name="results"),
    path("results/<uuid:uid>/export/", results.export_result, name="export-result"),
    path("loop/", loop.loop, name="loop"),
]
