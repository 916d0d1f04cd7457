"""What the grid says as it is typed into: its script shows these, and has no words of its own."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

WORDS: dict[str, str | Promise] = {
    "saving": gettext_lazy("Saving…"),
    "savingMany": gettext_lazy("Saving: {n} rows to go"),
    "saved": gettext_lazy("Saved"),
    "undone": gettext_lazy("Undone"),
    "added": gettext_lazy("Added: “{title}”. Undo takes it back."),
    "takenBack": gettext_lazy("Undone: “{title}” is out of the plan again. Redo brings it back."),
    "hereAgain": gettext_lazy("Here again: “{title}”."),
    "bad": gettext_lazy("Needs you"),
    "why": gettext_lazy("Needs you"),
    "conflict": gettext_lazy("Your choice"),
    "gone": gettext_lazy("Gone"),
    "typing": gettext_lazy("not saved yet"),
    "offline": gettext_lazy("Not saved yet"),
    "trying": gettext_lazy(
        "Not saved: there is no connection. It is kept in this tab and sent again."
    ),
    "session": gettext_lazy(
        "Not saved: you are signed out. Sign in in another tab, then try again."
    ),
    "forbidden": gettext_lazy("Not saved: you may not change the plan any more."),
    "another": gettext_lazy("Not saved: somebody else is signed in here. Load the page again."),
    "broken": gettext_lazy("Not saved: something went wrong. It is tried again by itself."),
    "again": gettext_lazy("Try again"),
    "savedAt": gettext_lazy("Saved at {time}"),
    "savedExcept": gettext_lazy("Saved at {time}, except"),
    "notYet": gettext_lazy("Not saved:"),
    "oneRow": gettext_lazy("1 row that needs you"),
    "manyRows": gettext_lazy("{n} rows that need you"),
    "manyCells": gettext_lazy("{n} cells chosen: {column}"),
    "copiedOne": gettext_lazy("Copied: 1 cell"),
    "copied": gettext_lazy("Copied: {n} cells"),
    "noRoomOne": gettext_lazy("1 cell did not fit, or cannot be typed into, and was left out."),
    "noRoom": gettext_lazy("{n} cells did not fit, or cannot be typed into, and were left out."),
    "tooMuch": gettext_lazy("That is more than 500 rows. Paste fewer, or bring in the sheet."),
    "foundOne": gettext_lazy("1 cell that was not saved is here again."),
    "found": gettext_lazy("{n} cells that were not saved are here again."),
    "noText": gettext_lazy("There is no text to paste."),
    "whyAll": gettext_lazy("The same in every row that asks"),
    "nothingToUndo": gettext_lazy("Nothing to undo."),
    "cannotEmpty": gettext_lazy("This cell cannot be empty."),
    "readOnly": gettext_lazy("This cell cannot be typed into here."),
    "why_reason": gettext_lazy("Why does it change?"),
    "why_approved": gettext_lazy("Who approved it?"),
    "cell": gettext_lazy("{column}, {title}"),
}
