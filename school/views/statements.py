"""What the product says about itself to anybody."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from school.access import public


@require_safe
@public
def accessibility(request):
    """How far everybody can use these pages, how that was looked at, and whom to tell where it fails."""
    return render(request, "school/accessibility.html")
