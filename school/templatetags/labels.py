"""The school's own names for offices and things: `{{ role|label:labels }}`. Built into every template."""

from django import template

from school import glossary
from school.panels import Panel

register = template.Library()
register.filter("label", glossary.label)


@register.simple_tag(takes_context=True)
def show_panel(context, panel: Panel) -> str:
    """One block of a page, from the template of the app that offers it."""
    with context.push(panel=panel, **panel.context):
        return context.template.engine.get_template(panel.template).render(context)
