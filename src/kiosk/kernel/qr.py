"""QR codes, drawn on our side as PNG: no other site learns what they say."""

import segno


def qr_code(content: str) -> str:
    """`content` as a PNG of about 300 pixels, in a data URL that a page can show."""
    url: str = segno.make_qr(content, error="m").png_data_uri(scale=6, border=4)
    return url
