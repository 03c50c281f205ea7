"""QR codes as the path of an SVG, so that a page can print one inline: no data: address, no picture file."""

import qrcode


def qr_path(text: str) -> tuple[int, str]:
    """(side, path) where path fills the dark squares of a code `side` units wide, its quiet edge included."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, filled in enumerate(row) if filled)
    return len(rows), "".join(dark)
