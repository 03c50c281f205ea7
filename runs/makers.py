"""What files can be made. Each app registers its own in `AppConfig.ready`; this room knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.text import slugify

from school.models import User
from school.roles import Perm, Role


class UnknownKind(LookupError):
    """No app has registered a maker of this kind."""


@dataclass(frozen=True)
class Maker:
    """How files of one kind are made, and who may know of them.

    kind: its name in rows and entries. title: plain words, without anything about the matter itself.
    freeze(run): everything the file will say, as plain JSON values with dates already written out. Called once inside
    one transaction that sees one moment. template: made from those values alone, extends runs/pdf_base.html.
    may_read(user, ref): asked when the file is asked for, before it is made, at every page and at every download.
    audience: the offices the paper is for, printed on it. about: the kind of record under which the audit log keeps
    what happened to the file. perm: decides whether a second factor is asked for (Perm.X or None).
    """

    kind: str
    title: str
    freeze: Callable[..., dict]
    template: str
    may_read: Callable[[User, str], bool]
    audience: tuple[Role, ...] = ()
    about: str = ""
    perm: Perm | None = None

    def file_name(self, run) -> str:
        """What the file is called where it is saved: the reference, and nothing about the matter."""
        return f"{slugify(self.title)}-{run.ref}.pdf"


_makers: dict[str, Maker] = {}


def register(maker: Maker) -> None:
    """Offer to make files of this kind."""
    if maker.kind in _makers:
        raise ValueError(f"Two makers of the kind {maker.kind}.")
    _makers[maker.kind] = maker


def unregister(kind: str) -> None:
    """Take an offer back: for tests."""
    del _makers[kind]


def maker_of(kind: str) -> Maker:
    """The maker of this kind; UnknownKind where there is none."""
    try:
        return _makers[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def may_read(user: User, kind: str, ref: str) -> bool:
    """May this person know of such a file. A kind nobody makes any more is nobody's to read."""
    maker = _makers.get(kind)
    return bool(maker and (maker.perm is None or user.can(maker.perm)) and maker.may_read(user, ref))


def about(kind: str) -> str:
    """The kind of record under which the audit log keeps what happens to such a file."""
    maker = _makers.get(kind)
    return (maker and maker.about) or kind
