"""The kinds of matter as radio buttons: the likely ones first, the rest in groups that open."""

from esafety.lib.govuk.widgets import Radios
from incidents.classes import Kind
from incidents.models import Category, Group
from incidents.reporting import ringing
from school import kept

MORE = "More"  # the group of kinds whose own group was retired


class Kinds(Radios):
    """Radios whose groups open. What a kind changes further down the page stands in its data for the page's script."""

    template_name = "incidents/_kinds.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds: dict[str, Category] = {}
        self.about_adult = False
        self.stay: set[str] = set()  # whatever is typed to find a kind

    def offer(self, kinds: dict[str, Category], likely: list[Category]) -> list:
        """The choices: the likely kinds, the groups of all others, "Something else" at the end."""
        self.kinds, self.hints = kinds, {code: one.guidance for code, one in kinds.items() if one.guidance}
        first = [(one.code, one.title) for one in likely]
        self.stay = {one.code for one in likely if one.staff and self.about_adult}
        last = [(one.code, one.title) for one in kinds.values() if is_last(one)]
        rest = [one for one in kinds.values() if one not in likely and not is_last(one)]
        return first + _in_groups(rest) + last

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex=subindex, attrs=attrs)
        kind = self.kinds.get(str(value))
        about = Kind.UNKNOWN if self.about_adult or (kind and kind.staff) else Kind.NORMAL
        return option | {
            "also": " ".join(kind.also) if kind else "",
            "small": kind and kind.no_story,
            "adult": kind and kind.staff,
            "stays": str(value) in self.stay,
            "nobody": kind and kind.nobody,
            "device": kind and kind.of_a_device,
            "in_hand": kind and ringing.in_hand(kind.in_hand, about),
        }


def grouped(also: list[str]) -> list:
    """Every category that is offered or among `also`, in its group, for a form that names any of them."""
    rows = Category.objects.filter(retired=False) | Category.objects.filter(code__in=also)
    return _in_groups(list(rows))


def _in_groups(kinds: list[Category]) -> list:
    """Those of each group together, in the order of the profile. None is left out because its group is not there."""
    words = {group.code: group.words for group in kept.rows(Group)}
    found: dict[str, list] = {code: [] for code in [*words, ""]}
    for kind in kinds:
        found[kind.group if kind.group in words else ""].append((kind.code, kind.title))
    return [(words.get(code, MORE), choices) for code, choices in found.items() if choices]


def is_last(kind: Category) -> bool:
    """Stands by itself at the end of the list, whatever was ticked."""
    return kind.code == "other"
