from django.urls import path

from dixian.web.cases import batches, comparing, opening, papers, steps, views

urlpatterns = [
    path("cases/", views.case_list, name="cases"),
    path("cases/opening/", opening.opening, name="case-opening"),
    path("cases/opening/template/", opening.opening_template, name="case-opening-template"),
    path("cases/<uuid:uid>/", views.case, name="case"),
    path("cases/<uuid:uid>/authorise/", steps.authorise, name="authorise-case"),
    path("cases/<uuid:uid>/authorisation/", steps.signed_authorisation, name="signed-authorisation"),
    path("cases/<uuid:uid>/check/", steps.check_home, name="check-home"),
    path("cases/<uuid:uid>/waive/", steps.waive, name="waive-comparison"),
    path("cases/<uuid:uid>/submit/", steps.submit, name="submit-case"),
    path("cases/<uuid:uid>/help-first/", steps.help_first, name="help-first"),
    path("cases/<uuid:uid>/decline/", steps.decline, name="decline-case"),
    path("cases/<uuid:uid>/leave-out/", steps.leave_out, name="leave-out-case"),
    path("cases/<uuid:uid>/complete/", steps.complete, name="complete-case"),
    path("cases/<uuid:uid>/paper/", papers.case_paper, name="case-paper"),
    path("cases/<uuid:uid>/entry/", papers.entry, name="case-entry"),
    path("case-steps/<slug:step>/", batches.step, name="case-step"),
    path("case-batches/", views.batch_list, name="case-batches"),
    path("case-batches/<uuid:uid>/", batches.batch, name="case-batch"),
    path("case-batches/<uuid:uid>/object/", batches.object_to, name="object-to-case"),
    path("case-batches/<uuid:uid>/settle/", batches.settle, name="settle-objection"),
    path("case-batches/<uuid:uid>/end/", batches.end_notice, name="end-notice"),
    path("case-batches/<uuid:uid>/scan/", batches.batch_scan, name="case-batch-scan"),
    path("case-batches/<uuid:uid>/paper/", papers.batch_paper, name="case-batch-paper"),
    path("comparisons/", comparing.request_list, name="comparisons"),
    path("comparisons/ask/", comparing.ask, name="ask-comparison"),
    path("comparisons/<uuid:uid>/", comparing.comparison, name="comparison"),
    path("comparisons/<uuid:uid>/workbook/", comparing.comparison_workbook, name="comparison-workbook"),
    path("comparisons/<uuid:uid>/answer/", comparing.answer, name="answer-comparison"),
]
