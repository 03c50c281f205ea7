"""What the locked room costs: the same HTML through bare WeasyPrint in a fresh process (performance.md 2.5).

`make bench` prints the figures. The bare process imports the engine too, as the locked one must each time.
"""

import json
import os
import subprocess
import sys
import time
from statistics import median

import pytest

from esafety.lib import pdf

pytestmark = pytest.mark.bench

BARE = """
import sys, time
from weasyprint import HTML
loaded = time.perf_counter()
HTML(string=sys.stdin.read()).write_pdf(sys.argv[1], pdf_variant="pdf/ua-1")
print(time.perf_counter() - loaded)
"""
STYLE = """
@page { size: A4; margin: 26mm 18mm 24mm; @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
body { font: 10.5pt/1.45 "Liberation Sans" } table { width: 100%; table-layout: fixed; border-collapse: collapse }
td, th { text-align: left; border-bottom: 1px solid grey; padding: 1.5mm 3mm 1.5mm 0 } tr { break-inside: avoid }
"""
BARS = "".join(f'<rect x="{n * 20}" y="{100 - n * 6}" width="14" height="{n * 6}" fill="#14324f"/>' for n in range(14))
CHART = f'<svg role="img" width="280" height="100" viewBox="0 0 280 100"><title>Chart</title>{BARS}</svg>'
WORDS = "Seen by a member of staff in the library; the screen was covered and the matter passed on. "


def paper(rows: int) -> str:
    """Text, four charts, a table of figures and a log of so many rows."""
    figures = "".join(f"<tr><td>Month {n}<td>{n}<td>{n * 2}" for n in range(12))
    log = "".join(f"<tr><td>{n} Nov<td>K7QF-{n:04}<td>{WORDS}" for n in range(rows))
    return (
        f'<html lang="en-GB"><head><title>Bench</title><style>{STYLE}</style></head><body><h1>Bench</h1>'
        f"<p>{WORDS * 8}</p>{CHART * 4}<table><thead><tr><th>Month<th>This year<th>Last year</thead>{figures}</table>"
        f"<h2>Log</h2><table><thead><tr><th>When<th>Reference<th>What</thead>{log}</table></body></html>"
    )


def spent() -> float:
    """Processor seconds of all children so far: on a shared machine the wall clock measures the others too."""
    times = os.times()
    return times.children_user + times.children_system


def bare(html: str, path) -> tuple[float, float, float]:
    """(processor seconds, seconds, seconds without the import) of the engine alone."""
    begun, before = time.perf_counter(), spent()
    told = subprocess.run([sys.executable, "-c", BARE, path], input=html.encode(), capture_output=True, check=True)
    return spent() - before, time.perf_counter() - begun, float(told.stdout)


def locked(html: str) -> tuple[float, float, pdf.Pdf]:
    """(processor seconds, seconds, the PDF)."""
    begun, before = time.perf_counter(), spent()
    made = pdf.render(html, title="Bench")
    return spent() - before, time.perf_counter() - begun, made


@pytest.mark.parametrize(("rows", "tries"), [(26, 5), (460, 3)], ids=["short", "long"])
def test_the_locked_room_costs_little(rows, tries, tmp_path):
    html, ours, theirs = paper(rows), [], []
    for _ in range(tries):
        ours.append(locked(html))
        theirs.append(bare(html, tmp_path / "bare.pdf"))
    made = ours[0][2]
    processor, seconds = (median(times) for times in list(zip(*ours, strict=True))[:2])
    bare_processor, bare_seconds, inner = (median(times) for times in zip(*theirs, strict=True))
    print(json.dumps({"pages": made.pages, "KB": len(made) // 1024, "seconds": seconds, "processor": processor}))
    print(json.dumps({"bare": bare_seconds, "processor": bare_processor, "without import": inner}))
    assert processor / bare_processor <= 1.3
