"""Addresses of programmes and their set-up."""

from django.urls import path

from thuocdo.programmes import views

app_name = "programmes"

urlpatterns = [
    path("chuong-trinh/", views.programmes, name="programmes"),
    path("chuong-trinh/moi/", views.new_programme, name="new-programme"),
    path("chuong-trinh/<slug:code>/", views.programme, name="programme"),
    path("chuong-trinh/<slug:code>/linh-vuc/", views.add_field, name="add-field"),
    path("chuong-trinh/<slug:code>/ban-chi-dao/", views.set_committee, name="set-committee"),
    path("chuong-trinh/<slug:code>/ban-chi-dao/<int:committee>/ket-thuc/", views.end_committee, name="end-committee"),
    path("chuong-trinh/<slug:code>/ban-chi-dao/<int:committee>/thanh-vien/", views.add_member, name="add-member"),
    path("chuong-trinh/<slug:code>/thanh-vien/<int:membership>/ket-thuc/", views.end_member, name="end-member"),
]
