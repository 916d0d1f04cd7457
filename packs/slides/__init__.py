"""A board pack as slides: titles, one chart a slide that stays editable, and its figures in notes.

The charts are native, with the said values and not a digit more, in the drawing and in the workbook
inside. The same contents give the same bytes.
"""

from packs.contents import Contents


def made(contents: Contents) -> bytes:
    """The bytes of the presentation (Office Open XML)."""
    from django.utils.translation import override

    from packs.cleaned import cleaned
    from packs.slides.laying import deck_of
    from packs.slides.steady import steady

    told = cleaned(contents)
    with override(told.language):
        deck = deck_of(told)
    return steady(deck.saved(), told.issued_on or told.as_of)
