"""The pages that are open without an account, under /depot/: each says by itself who may enter."""

from django.urls import path

from bastide.usecases.check import views_applicant

urlpatterns = [
    path("<str:token>/", views_applicant.depot, name="depot"),
    path("<str:token>/etat/", views_applicant.state, name="depot-state"),
    path("<str:token>/envoyer/", views_applicant.send, name="depot-send"),
    path("<str:token>/retirer/<int:file>/", views_applicant.take_back, name="depot-withdraw"),
    path("<str:token>/quitter/", views_applicant.leave, name="depot-leave"),
]
