"""Addresses of the staff screens that join several apps."""

from django.urls import path, re_path

from thuocdo.desk.views import acts, board, drafts, evidence, lists, my_work, task

app_name = "desk"
urlpatterns = [
    path("viec-cua-toi/", my_work.show, name="my-work"),
    path("bang/", board.choose, name="boards"),
    path("bang/<str:programme>/", board.show, name="board"),
    re_path(r"^bang/(?P<programme>[^/]+)/du-lieu\.(?P<form>json|csv|xlsx)$", board.download, name="board-file"),
    path("nhiem-vu/", lists.tasks, name="tasks"),
    re_path(r"^nhiem-vu/du-lieu\.(?P<form>csv|xlsx)$", lists.download, name="tasks-file"),
    path("nhiem-vu/<uuid:uuid>/sua/", drafts.amend, name="amend-draft"),
    path("nhiem-vu/<uuid:uuid>/<slug:slug>/", acts.act, name="act"),
    path("nhiem-vu/<str:programme>/moi/", drafts.create, name="new-task"),
    path("nhiem-vu/<str:programme>/<path:code>/", task.task, name="task"),
    path("minh-chung/<uuid:uuid>/", evidence.download, name="evidence"),
]
