"""The lifecycle as a drawing and a table for docs/, from the same moves the actions check. Pure."""

from html import escape
from math import hypot

from esafety.lib.lifecycle import Lifecycle, Move
from incidents.lifecycle import OPEN, State

BOX, GAP, MARGIN, TOP = (150, 52), (240, 120), 20, 70
# Column and row of each state, so that an ordinary matter reads from left to right.
PLACES = {
    State.REPORTED: (0, 1),
    State.ACKNOWLEDGED: (1, 1),
    State.INVESTIGATING: (2, 0),
    State.REFERRED: (2, 2),
    State.RESOLVED: (3, 1),
    State.CLOSED: (4, 1),
    State.DUPLICATE: (0, 0),
}
MANY = 4  # a move from that many states is said in words, or its lines would hide all others
INK, PAPER, LINE = "#0b0c0c", "#ffffff", "#1d70b8"

Point = tuple[float, float]


def table(lifecycle: Lifecycle) -> str:
    """The moves as a page of docs/, with the drawing above."""
    rows = [
        f"| {move.words} | {_names(move.sources)} | {_name(move.target)} | {_needs(move)} |"
        for move in lifecycle.moves
    ]
    return "\n".join(
        [
            "# The life of a record",
            "",
            "Written by `manage.py lifecycle_drawing` from `incidents/lifecycle.py`; a test holds it to that.",
            "",
            "![The states of a record and the moves between them](lifecycle.svg)",
            "",
            "| move | from | to | needs |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def _name(state: str) -> str:
    return f"{State(state).label} (`{State(state).value}`)"


def _names(states) -> str:
    return ", ".join(_name(state) for state in State if state in states)


def _needs(move: Move) -> str:
    return ", ".join(move.needs) or "nothing more"


def picture(lifecycle: Lifecycle) -> str:
    """The states as boxes, the moves as arrows: an SVG that needs no style sheet."""
    arrows = [(move, source) for move in lifecycle.moves if len(move.sources) < MANY for source in State]
    parts = [_arrow(source, move.target, move.words) for move, source in arrows if source in move.sources]
    parts += [_box(state) for state in State]
    parts += [
        _in_words(number, move) for number, move in enumerate(m for m in lifecycle.moves if len(m.sources) >= MANY)
    ]
    width, height = 4 * GAP[0] + BOX[0] + 2 * MARGIN, TOP + 2 * GAP[1] + BOX[1] + 50
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'font-family="Helvetica, Arial, sans-serif" aria-labelledby="title">',
            '<title id="title">The states of a record and the moves between them</title>',
            f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
            '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
            f'orient="auto"><path d="M0 0 10 5 0 10z" fill="{LINE}"/></marker></defs>',
            *parts,
            "</svg>",
            "",
        ]
    )


def _corner(state: str) -> Point:
    column, row = PLACES[State(state)]
    return MARGIN + column * GAP[0], TOP + row * GAP[1]


def _centre(state: str) -> Point:
    x, y = _corner(state)
    return x + BOX[0] / 2, y + BOX[1] / 2


def _box(state: State) -> str:
    (x, y), (middle, _) = _corner(state), _centre(state)
    return (
        f'<rect x="{x}" y="{y}" width="{BOX[0]}" height="{BOX[1]}" rx="4" fill="{PAPER}" stroke="{INK}" '
        f'stroke-width="2"/>{_text(middle, y + 23, state.label, 15, INK)}{_text(middle, y + 41, state.value, 12, INK)}'
    )


def _text(x: float, y: float, words: str, size: int, colour: str, more: str = "") -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" text-anchor="middle" fill="{colour}"{more}>'
        f"{escape(words)}</text>"
    )


def _label(x: float, y: float, words: str) -> str:
    """Words on a line, with the paper showing around them."""
    halo = _text(x, y, words, 12, PAPER, f' stroke="{PAPER}" stroke-width="6" aria-hidden="true"')
    return halo + _text(x, y, words, 12, LINE)


def _arrow(source: str, target: str, words: str) -> str:
    """A line that bends to its own right, so that there and back are two lines; the longer, the further."""
    start, end = _centre(source), _centre(target)
    across, down = end[0] - start[0], end[1] - start[1]
    bend = _bend(across, down)
    turn = (start[0] + end[0]) / 2 - down * bend, (start[1] + end[1]) / 2 + across * bend
    start, end = _edge(start, turn), _edge(end, turn)
    path = "M{:.0f} {:.0f} Q{:.0f} {:.0f} {:.0f} {:.0f}".format(*start, *turn, *end)
    label = _label(*_middle(start, turn, end), words)
    return f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="2" marker-end="url(#tip)"/>{label}'


def _bend(across: float, down: float) -> float:
    """How far a line turns aside, in parts of its length: over the top of the others where it is very long."""
    if hypot(across, down) > 2.5 * GAP[0]:
        return 0.55
    return 0.12 if across else 0.45


def _middle(start: Point, turn: Point, end: Point) -> Point:
    """Halfway along the bent line, a little lower, so that the words stand on it."""
    x, y = ((start[i] + 2 * turn[i] + end[i]) / 4 for i in (0, 1))
    return x, y + 4


def _edge(centre: Point, towards: Point) -> Point:
    """Where the line from a box's centre leaves the box."""
    across, down = towards[0] - centre[0], towards[1] - centre[1]
    sides = [half / abs(way) for half, way in ((BOX[0] / 2, across), (BOX[1] / 2, down)) if way]
    part = min(sides, default=0)
    return centre[0] + across * part, centre[1] + down * part


def _in_words(number: int, move: Move) -> str:
    named = " or ".join(state.label for state in State if state in move.sources)
    where = "every open state" if move.sources == OPEN else named
    words = f"From {where}: {move.words}. It is then {State(move.target).label}, for the people who deal with that."
    y = TOP + 2 * GAP[1] + BOX[1] + 30 + 16 * number
    return f'<text x="{MARGIN}" y="{y}" font-size="13" fill="{INK}">{escape(words)}</text>'
