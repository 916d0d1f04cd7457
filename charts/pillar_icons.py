"""The icons of the pillars as lines, for drawings that are also files of their own: a file cannot
use the shapes of static/img/sprite.svg. A test holds both alike.
"""

SIDE = 20  # pixels of the square each of them fills
ICONS = {
    "data": "M3 17h14M5.5 13.5v-3M10 13.5v-6M14.5 13.5v-10",
    "progression": "M3 17v-4h4.7V9h4.6V5H17M13.6 2.4 17 5l-2.6 3.2",
    "hiring": "M4.5 17.5v-15h9v5M4.5 17.5h5M10.5 10.4v.2M17.5 13.5h-6M14 10.5l-3 3 3 3",
    "culture": "M3 4h10v7H7.5L4.5 13.6V11H3zM15.5 8H17v6.5h-1.4V17l-3-2.5H9",
    "collaboration": (
        "M2.7 10a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0-9.2 0z"
        "M8.1 10a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0-9.2 0z"
    ),
}
