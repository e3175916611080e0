"""Sign-in, sign-out, the organisation's colour, people, groups, audit trail."""

from django.urls import path

from bastide.tenants import views, views_account, views_openid, views_people
from bastide.tenants.rights import ASK, needs

urlpatterns = [
    path("connexion/", views.SignIn.as_view(), name="sign-in"),
    path("code-de-connexion/", views_account.code, name="sign-in-code"),
    path("connexion/<slug:name>/", views_openid.begin, name="openid"),
    path("connexion/<slug:name>/retour/", views_openid.back, name="openid-back"),
    path("deconnexion/", views.sign_out, name="sign-out"),
    path("mot-de-passe/", needs(ASK)(views.OwnPassword.as_view()), name="own-password"),
    path("compte/", views_account.account, name="account"),
    path("compte/second-facteur/", views_account.enrol, name="factor"),
    path("compte/second-facteur/codes/", views_account.renew, name="factor-codes"),
    path("compte/second-facteur/retirer/", views_account.remove, name="factor-remove"),
    path("couleurs.css", views.colours, name="colours"),
    path("logo/", views.logo, name="logo"),
    path("organisation/", views_people.organisation, name="organisation"),
    path("organisation/membres/", views_people.members, name="members"),
    path("organisation/membres/nouveau/", views_people.member, name="member-new"),
    path("organisation/membres/<int:pk>/", views_people.member, name="member"),
    path(
        "organisation/membres/<int:pk>/second-facteur/",
        views_people.reset_factor,
        name="member-factor",
    ),
    path("organisation/groupes/", views_people.groups, name="groups"),
    path("organisation/groupes/<int:pk>/", views_people.group, name="group"),
    path("organisation/audit/", views_people.audit_trail, name="audit"),
    path("langue/", views.language, name="language"),
]
