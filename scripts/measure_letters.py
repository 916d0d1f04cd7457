"""Measure the letters of the fonts that come with documents, for drawings that break words.

`python scripts/measure_letters.py` writes charts/fonts/widths.json: for each weight, the widths in
thousandths of the size of the type, each with the letters that are so wide. It needs Pillow.
"""

import json
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "charts" / "fonts"
WRITTEN = FONTS / "widths.json"
WEIGHTS = {"regular": "Inter-Regular.ttf", "bold": "Inter-SemiBold.ttf"}
SIZE = 1000
ONE_WIDTH = "0123456789"  # figures stand below each other: all are as wide as the widest


def widths(file: str) -> dict[str, str]:
    """By width in thousandths, the letters that have it."""
    from PIL import ImageFont

    # Each letter by itself, as every machine can: the other layout needs a library of the system.
    font = ImageFont.truetype(str(FONTS / file), SIZE, layout_engine=ImageFont.Layout.BASIC)
    figure = max(round(font.getlength(letter)) for letter in ONE_WIDTH)
    found: dict[str, str] = {}
    for letter in letters():
        wide = figure if letter in ONE_WIDTH else round(font.getlength(letter))
        found[str(wide)] = found.get(str(wide), "") + letter
    return dict(sorted(found.items(), key=lambda one: int(one[0])))


def letters() -> list[str]:
    """Latin, and the signs that plans and figures are written with."""
    ranges = ((0x20, 0x7E), (0xA0, 0x24F), (0x2010, 0x2027), (0x2030, 0x203A), (0x2190, 0x2193))
    return [chr(one) for first, last in ranges for one in range(first, last + 1)] + [
        "€",
        "−",
        "≤",
        "≥",
    ]


if __name__ == "__main__":
    told = {weight: widths(file) for weight, file in WEIGHTS.items()}
    WRITTEN.write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n")
    print(f"{WRITTEN.name}: {sum(map(len, told['regular'].values()))} letters")
