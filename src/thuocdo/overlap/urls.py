"""Addresses of overlaps."""

from django.urls import path

from thuocdo.overlap import views

app_name = "overlap"
urlpatterns = [
    path("trung-lap/nhiem-vu/<uuid:uuid>/", views.of_task, name="of-task"),
    path("trung-lap/van-ban/<uuid:uuid>/", views.of_directive, name="of-directive"),
    path("trung-lap/de-xuat/<uuid:uuid>/", views.of_proposal, name="of-proposal"),
    path("trung-lap/<str:programme>/", views.overlaps, name="overlaps"),
]
