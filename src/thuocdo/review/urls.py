"""Addresses of directives and of their review."""

from django.urls import path

from thuocdo.review.views import acts, annotation, assigning, figures, header, intake, intakes, lists, reading, screen

app_name = "review"
urlpatterns = [
    path("van-ban/", lists.directives, name="directives"),
    path("van-ban/moi/", intake.intake, name="intake"),
    path("van-ban/dot/", intakes.intakes, name="intakes"),
    path("van-ban/dot/<uuid:uuid>/", intakes.taking_in, name="taking-in"),
    path("van-ban/dot/<uuid:uuid>/doc-tiep/", intakes.read, name="read-on"),
    path("van-ban/dot/<uuid:uuid>/them/", intakes.add, name="add-files"),
    path("van-ban/so-lieu/", lists.waiting_figures, name="waiting-figures"),
    path("van-ban/<uuid:uuid>/", reading.directive, name="directive"),
    path("van-ban/<uuid:uuid>/goc/", reading.original, name="original"),
    path("van-ban/<uuid:uuid>/thong-tin/", header.edit, name="header"),
    path("van-ban/<uuid:uuid>/ra-soat/", screen.review, name="review"),
    path("van-ban/<uuid:uuid>/so-lieu/", figures.review, name="figures"),
    path("van-ban/<uuid:uuid>/so-lieu/nhan-het/", figures.accept_all, name="accept-figures"),
    path("van-ban/<uuid:uuid>/so-lieu/them/", figures.add, name="add-figure"),
    path("van-ban/<uuid:uuid>/so-lieu/<uuid:figure>/<slug:slug>/", figures.act, name="figure-act"),
    path("van-ban/<uuid:uuid>/chu-giai/", annotation.annotation, name="annotation"),
    path("van-ban/<uuid:uuid>/giao/", assigning.assign, name="assign"),
    path("van-ban/<uuid:uuid>/de-xuat/them/", acts.add, name="add"),
    path("van-ban/<uuid:uuid>/de-xuat/<uuid:proposal>/<slug:slug>/", acts.act, name="act"),
]
