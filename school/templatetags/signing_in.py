"""What the sign-in pages and the base page ask for while they are drawn."""

from allauth.account.internal.stagekit import unstash_login
from django import template

from school import demo, drafts, second_factor

register = template.Library()


@register.simple_tag
def demo_cards():
    """The cards of the demo; none anywhere else."""
    return demo.cards()


@register.simple_tag(takes_context=True)
def demo_code(context) -> str:
    """The code the app of this invented person shows now; empty outside the demo."""
    login = unstash_login(context["request"], peek=True)
    return second_factor.code_now(login.user) if login and login.user else ""


@register.filter
def in_fours(code: str) -> str:
    """A code or a secret as people can copy it by hand: 1234 5678."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


@register.inclusion_tag("school/_kept.html", takes_context=True)
def kept(context):
    """Words that waited for this page and were put back into no form on it, for copying."""
    request = context.get("request")
    draft = None if request is None or getattr(request, "draft_shown", False) else drafts.draft_of(request)
    words = [value for values in draft.fields.values() for value in values if " " in value] if draft else []
    return {"draft": words, "csrf_token": context.get("csrf_token")}
