"""Sign-in, sign-out, the organisation's colour, people, groups, audit trail."""

from django.urls import path

from bastide.tenants import views

urlpatterns = [
    path("connexion/", views.SignIn.as_view(), name="sign-in"),
    path("deconnexion/", views.sign_out, name="sign-out"),
    path("couleurs.css", views.colours, name="colours"),
    path("logo/", views.logo, name="logo"),
    path("organisation/", views.organisation, name="organisation"),
    path("organisation/membres/", views.members, name="members"),
    path("organisation/membres/nouveau/", views.member, name="member-new"),
    path("organisation/membres/<int:pk>/", views.member, name="member"),
    path("organisation/groupes/", views.groups, name="groups"),
    path("organisation/audit/", views.audit_trail, name="audit"),
    path("langue/", views.language, name="language"),
]
