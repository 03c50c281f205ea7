"""A page as a browser has it: its forms with what already stands in them, ready to be filled in and sent."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """One form: where it goes, what stands in it, every control it offers."""

    action: str = ""
    method: str = "get"
    values: dict[str, list[str]] = field(default_factory=dict)
    offered: dict[str, set[str]] = field(default_factory=dict)  # name → types of control

    def send(self, browser, **typed):
        """Press the button, with these fields typed over what stood there; None leaves one out."""
        filled = {name: value for name, value in {**self.values, **typed}.items() if value is not None}
        return getattr(browser, self.method)(self.action, filled)


class _Reader(HTMLParser):
    def __init__(self, here: str):
        super().__init__()
        self.here, self.forms, self.select, self.area = here, [], "", None

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.forms.append(Form(said.get("action") or self.here, said.get("method", "get").lower()))
        elif self.forms and said.get("name") and tag in ("input", "textarea", "select", "button"):
            self._control(tag, said)
        elif tag == "option" and self.select and "selected" in said:
            self._put(self.select, said.get("value", ""))

    def _control(self, tag, said):
        name, kind = said["name"], said.get("type", tag)
        self.forms[-1].offered.setdefault(name, set()).add(kind)
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.area = name
        elif kind not in ("submit", "checkbox", "radio") or "checked" in said:
            self._put(name, said.get("value", "on" if kind in ("checkbox", "radio") else ""))

    def handle_data(self, data):
        if self.area:
            self._put(self.area, data.removeprefix("\n"))
            self.area = None

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = ""

    def _put(self, name, value):
        self.forms[-1].values.setdefault(name, []).append(value)


def forms_of(page) -> list[Form]:
    """Every form of the page the test client was answered with."""
    reader = _Reader(page.request["PATH_INFO"])
    reader.feed(page.content.decode())
    return reader.forms


def form_with(page, name: str) -> Form:
    """The form that has a control of this name."""
    return next(form for form in forms_of(page) if name in form.offered)


def check_summary(page) -> None:
    """The errors on top stand in the order of the page, and each link leads to something on it."""
    reader = _Summary()
    reader.feed(page.content.decode())
    missing = [where for where in reader.leads if where not in reader.ids]
    assert not missing, f"{page.request['PATH_INFO']}: errors lead to {missing}, which the page does not have"
    order = [reader.ids.index(where) for where in reader.leads]
    assert order == sorted(order), f"{page.request['PATH_INFO']}: errors are not in the page's order: {reader.leads}"


class _Summary(HTMLParser):
    """Where the error summary leads, and every id of the page in its order."""

    def __init__(self):
        super().__init__()
        self.leads, self.ids, self.depth = [], [], 0

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "div" and (self.depth or "govuk-error-summary" in said.get("class", "").split()):
            self.depth += 1
        if self.depth and tag == "a" and said.get("href", "").startswith("#"):
            self.leads.append(said["href"][1:])
        if said.get("id"):
            self.ids.append(said["id"])

    def handle_endtag(self, tag):
        self.depth -= tag == "div" and self.depth > 0


def words_of(page) -> str:
    """What the page says between <main> and </main>, without its mark-up."""
    return words_in(page.content.decode().split("<main", 1)[-1].split("</main>", 1)[0])


def words_in(html: str) -> str:
    """The text of a piece of mark-up, one space between words."""
    reader = _Words()
    reader.feed(f"<i>{html}")
    return " ".join(" ".join(reader.said).split())


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.said = []

    def handle_data(self, data):
        self.said.append(data)
