"""The school's settings and its words."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school import catalogue, drafts
from school.access import allow
from school.actions import settings
from school.editing import version_of
from school.forms.settings import SchoolForm, WordsForm
from school.glossary import labels_of
from school.models import School
from school.roles import Perm
from school.views.form_page import form_page, saved


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_SETTINGS)
def change(request):
    form = SchoolForm(request.POST or None, instance=School.objects.first())
    if form.carries_out(lambda values: settings.change_school(values, seen=form.version, by=request.user)):
        return saved(request, "Saved.", "school:settings")
    return render(request, "school/settings.html", {"form": drafts.fill(request, form), "kinds": catalogue.kinds()})


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_SETTINGS)
def words(request):
    """What this school calls its offices and a few things."""
    school = School.current()
    form = WordsForm(request.POST or None, labels=labels_of(school), version=version_of(school))
    if form.carries_out(lambda values: settings.change_school(values, seen=form.version, by=request.user)):
        return saved(request, "Saved. Every page says it this way from now on.", "school:words")
    return form_page(request, form, "What this school calls things", back=reverse("school:settings"))
