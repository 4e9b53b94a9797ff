from django.urls import path

from dixian.web.directives import blanks, correcting, indicators, meetings, packs, papers, tasks, workplans

urlpatterns = [
    path("workplans/", workplans.workplan_list, name="workplans"),
    path("workplans/<uuid:uid>/", workplans.workplan, name="workplan"),
    path("workplans/<uuid:uid>/progress/", workplans.progress, name="workplan-progress"),
    path("workplans/<uuid:uid>/act/", workplans.act, name="act-on-workplan"),
    path("workplans/<uuid:uid>/original/", papers.original, name="workplan-original"),
    path("workplans/<uuid:uid>/report/", papers.report, name="task-report"),
    path("workplan-items/<uuid:uid>/correct/", correcting.correct, name="correct-item"),
    path("tasks/", tasks.task_list, name="tasks"),
    path("tasks/<uuid:uid>/", tasks.task, name="task"),
    path("task-shares/<uuid:uid>/report/", tasks.report, name="report-progress"),
    path("task-entries/<uuid:uid>/decide/", tasks.decide, name="decide-progress"),
    path("task-entries/<uuid:uid>/evidence/", tasks.evidence, name="task-evidence"),
    path("tasks/<uuid:uid>/indicators/", indicators.add, name="set-indicator"),
    path("tasks/<uuid:uid>/pack/", packs.ask, name="ask-for-pack"),
    path("task-packs/<uuid:uid>/file/", packs.download, name="pack-file"),
    path("blanks/<uuid:uid>/match/", blanks.match, name="match-blank"),
    path("blanks/<uuid:uid>/file/", blanks.whole, name="blank-file"),
    path("blank-parts/<uuid:uid>/fill/", blanks.fill, name="fill-blank-part"),
    path("blank-parts/<uuid:uid>/file/", blanks.part, name="blank-part-file"),
    path("task-indicators/<uuid:uid>/end/", indicators.end, name="end-indicator"),
    path("task-rounds/<uuid:uid>/", tasks.task_round, name="task-round"),
    path("task-entries/<uuid:uid>/", tasks.task_entry, name="task-entry"),
    path("task-shares/<uuid:uid>/", tasks.task_share, name="task-share"),
    path("task-matrix/", tasks.matrix, name="task-matrix"),
    path("task-units/<uuid:uid>/", tasks.unit_tasks, name="unit-tasks"),
    path("meetings/<uuid:uid>/points/", meetings.raise_point, name="raise-point"),
    path("meetings/<uuid:uid>/attendance/", meetings.note_attendance, name="note-attendance"),
    path("agenda/<uuid:uid>/decide/", meetings.decide, name="decide-on-agenda"),
]
