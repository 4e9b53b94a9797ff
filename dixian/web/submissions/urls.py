from django.urls import path

from dixian.web.submissions import checks, departments, desk, mapping, month, rows, signing, typed, views

urlpatterns = [
    path("submissions/", month.month, name="submissions"),
    path("submissions/departments/", departments.departments, name="departments"),
    path("submissions/kinds/<uuid:uid>/upload/", views.upload, name="upload"),
    path("submissions/kinds/<uuid:uid>/rows/", typed.type_rows, name="type-rows"),
    path("submissions/kinds/<uuid:uid>/nil/", views.nil_return, name="nil-return"),
    path("submissions/kinds/<uuid:uid>/template/", views.template, name="kind-template"),
    path("submissions/duty/<uuid:uid>/", views.of_duty, name="submission"),
    path("batches/<uuid:uid>/", views.batch, name="batch"),
    path("batches/<uuid:uid>/progress/", views.progress, name="batch-progress"),
    path("batches/<uuid:uid>/settle/", views.batch, name="submission-settle"),
    path("batches/<uuid:uid>/commit/", views.commit, name="commit"),
    path("batches/<uuid:uid>/sign/", signing.sign_batch, name="sign-batch"),
    path("submissions/kinds/<uuid:uid>/nil/sign/", signing.sign_nil, name="sign-nil"),
    path("batches/<uuid:uid>/columns/", mapping.read_as, name="read-as"),
    path("batches/<uuid:uid>/withdraw/", views.withdraw, name="withdraw"),
    path("submissions/kinds/<uuid:uid>/nil/withdraw/", views.withdraw_nil, name="withdraw-nil"),
    path("batches/<uuid:uid>/retry/", views.retry, name="retry-batch"),
    path("batches/<uuid:uid>/mend/", views.mend, name="mend"),
    path("batches/<uuid:uid>/rejected/", views.rejected, name="rejected"),
    path("batches/<uuid:uid>/original/", views.original, name="original"),
    path("register-checks/", checks.check_list, name="register-checks"),
    path("register-checks/<uuid:uid>/", checks.check, name="register-check"),
    path("register-checks/<uuid:uid>/answer/", checks.answer, name="answer-check"),
    path("register-checks/<uuid:uid>/enter/", checks.enter, name="enter-check"),
    path("rows/", rows.row_list, name="rows"),
    path("rows/<uuid:uid>/", desk.row, name="row"),
    path("rows/<uuid:uid>/settle/", desk.settle, name="settle-row"),
    path("rows/<uuid:uid>/dismiss/", desk.dismiss, name="dismiss-person"),
]
