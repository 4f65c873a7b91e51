"""Addresses of directives on their way."""

from django.urls import path

from thuocdo.distribution.views import following, inbox, plans, sending, unfolding

app_name = "distribution"
urlpatterns = [
    path("van-ban-den/", inbox.inbox, name="inbox"),
    path("van-ban-den/<uuid:uuid>/", inbox.received, name="received"),
    path("van-ban-den/<uuid:uuid>/xac-nhan/", inbox.acknowledge, name="acknowledge"),
    path("van-ban-den/<uuid:uuid>/goc/", inbox.original, name="original"),
    path("van-ban-den/<uuid:uuid>/ke-hoach/", plans.issue, name="issue-plan"),
    path("van-ban/<uuid:uuid>/gui/", sending.send, name="send"),
    path("van-ban/<uuid:uuid>/noi-nhan/", following.recipients, name="recipients"),
    path("van-ban/<uuid:uuid>/noi-nhan.csv", following.recipients_file, name="recipients-file"),
    path("van-ban/<uuid:uuid>/noi-nhan/thu-hoi/", sending.withdraw, name="withdraw"),
    path("van-ban/<uuid:uuid>/noi-nhan/ke-thua/", sending.pass_on, name="pass-on"),
    path("van-ban/<uuid:uuid>/trien-khai/", unfolding.show, name="unfolding"),
    path("chua-xac-nhan/", following.waiting, name="waiting"),
    path("chua-xac-nhan.csv", following.waiting_file, name="waiting-file"),
    path("ke-hoach/<uuid:uuid>/", plans.plan, name="plan"),
    path("ke-hoach/<uuid:uuid>/them-viec/", plans.add, name="add-task"),
    path("ke-hoach/<uuid:uuid>/gan/<uuid:task>/", plans.tie, name="tie-task"),
]
