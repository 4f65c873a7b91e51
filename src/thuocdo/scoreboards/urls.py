"""Address of the page where figures are frozen and published."""

from django.urls import path

from thuocdo.scoreboards import views

app_name = "scoreboards"
urlpatterns = [path("cong-bo/<slug:programme>/", views.publishing, name="publishing")]
