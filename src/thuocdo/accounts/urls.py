"""Addresses of sign-in, one's own account and the administration of people."""

from django.urls import path

from thuocdo.accounts import views

app_name = "accounts"

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign-in"),
    path("dang-xuat/", views.sign_out, name="sign-out"),
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/mat-khau/", views.password, name="password"),
    path("tai-khoan/cho-muon/", views.lend, name="lend"),
    path("tai-khoan/cho-muon/<int:grant>/ket-thuc/", views.end_loan, name="end-loan"),
    path("quan-tri/nguoi-dung/", views.people, name="people"),
    path("quan-tri/nguoi-dung/moi/", views.new_person, name="new-person"),
    path("quan-tri/nguoi-dung/<uuid:uuid>/", views.person, name="person"),
    path("quan-tri/nguoi-dung/<uuid:uuid>/quyen/", views.give_role, name="give-role"),
    path("quan-tri/nguoi-dung/<uuid:uuid>/quyen/<int:grant>/ket-thuc/", views.end_role, name="end-role"),
    path("quan-tri/nguoi-dung/<uuid:uuid>/mat-khau/", views.new_password, name="new-password"),
    path("quan-tri/nguoi-dung/<uuid:uuid>/khoa/", views.lock, name="lock"),
    path("quan-tri/nguoi-dung/<uuid:uuid>/mo-lai/", views.unlock, name="unlock"),
]
