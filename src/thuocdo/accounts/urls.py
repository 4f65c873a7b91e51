"""Addresses of sign-in, one's own account and the administration of people."""

from django.urls import path

from thuocdo.accounts import views

app_name = "accounts"

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign-in"),
    path("dang-xuat/", views.sign_out, name="sign-out"),
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/mat-khau/", views.password, name="password"),
]
