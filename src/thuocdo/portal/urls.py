"""Addresses of the public site."""

from django.urls import path

from thuocdo.portal import opendata, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("cong-khai/cach-tinh/", views.method, name="method"),
    path("cong-khai/<slug:programme>/", views.programme_home, name="programme"),
    path("cong-khai/<slug:programme>/nhiem-vu/", views.tasks, name="tasks"),
    path("cong-khai/<slug:programme>/nhiem-vu/<str:code>/", views.task, name="task"),
    path("cong-khai/<slug:programme>/co-quan/", views.bodies, name="bodies"),
    path("cong-khai/<slug:programme>/co-quan/<str:code>/", views.body, name="body"),
    path("cong-khai/<slug:programme>/ket-qua/", views.results, name="results"),
    path("cong-khai/<slug:programme>/du-lieu/", views.open_data, name="data"),
    path("cong-khai/<slug:programme>/du-lieu/nhiem-vu.csv", opendata.tasks_csv, name="tasks-csv"),
    path("cong-khai/<slug:programme>/du-lieu/nhiem-vu.json", opendata.tasks_json, name="tasks-json"),
    path("cong-khai/<slug:programme>/du-lieu/bang.json", opendata.board_json, name="board-json"),
]
