"""What the product says about itself to anybody."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from school.access import public
from school.first_run import PRIVACY
from school.models import Document


@require_safe
@public
def accessibility(request):
    """How far everybody can use these pages, how that was looked at, and whom to tell where it fails."""
    return render(request, "school/accessibility.html")


@require_safe
@public
def privacy(request):
    """Where the school keeps its privacy notice: one address for the foot of every page, which asks nothing."""
    notice = Document.objects.filter(code=PRIVACY, retired=False).first()
    if notice and notice.link:
        return redirect(notice.link)
    return render(request, "school/privacy.html", {"notice": notice})
