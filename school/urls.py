"""The paths of this room, under the name `school`; the home page and signing in are in esafety/urls.py."""

from django.urls import path

from school.views import accounts, drafts

urlpatterns = [
    path("tell-someone/", accounts.tell_someone, name="tell_someone"),
    path("account/", accounts.account, name="account"),
    path("account/second-step/why/", accounts.second_step, name="second_factor"),
    path("account/stay/", accounts.stay, name="stay"),
    path("account/kept/drop/", drafts.drop_draft, name="drop_draft"),
    path("account/invitation/<str:token>/", accounts.invitation, name="invitation"),
    path("account/see-it-as/<slug:code>/", accounts.see_it_as, name="see_it_as"),
]
