"""The ballot's tables, and there are no others: docs/adr/0007-the-ballot.md says why they are so.

No column here can hold a moment, an address, a device or a person (tests/architecture holds them to
it), and no row here is one person's answers: a ballot is a sealed box of one fixed length.
"""

from django.db import models
from django.db.models import Q

OPEN, CLOSED, COUNTED, GONE = "open", "closed", "counted", "gone"
STATES = (OPEN, CLOSED, COUNTED, GONE)


class Box(models.Model):
    """The ballot box of one wave: its public keys, and whether ballots may enter."""

    label = models.CharField(max_length=12, primary_key=True)
    state = models.CharField(max_length=8, default=OPEN)
    plan_hash = models.CharField(max_length=64)
    sign_n = models.TextField()  # the signing key's modulus, as hexadecimal digits
    box_public = models.BinaryField(max_length=65)  # P-256, uncompressed point
    reissued = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ballot_box_state_is_one_we_know", condition=Q(state__in=STATES)
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Invitee(models.Model):
    """Somebody who may answer once. Who that is stands elsewhere, or, for a card, nowhere.

    The number is drawn at random: no sequence keeps the order in which cards were made.
    """

    id = models.BigIntegerField(primary_key=True)
    box = models.ForeignKey(Box, models.CASCADE, related_name="+")
    token_hash = models.BinaryField(max_length=32, unique=True)

    def __str__(self) -> str:
        return f"An invitee of {self.box_id}"


class Collected(models.Model):
    """A ballot paper was signed for this invitee. It was blinded: it leads to no ballot."""

    invitee = models.OneToOneField(
        Invitee, models.CASCADE, primary_key=True, related_name="+", db_index=False
    )
    blinded = models.BinaryField(max_length=384)
    tries = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ballot_collected_once_and_once_again", condition=Q(tries__gte=1, tries__lte=2)
            ),
        ]

    def __str__(self) -> str:
        return "A ballot paper"


class Sealed(models.Model):
    """One ballot, sealed on the device it was filled in on; opened once, with all the others."""

    nullifier = models.BinaryField(max_length=32, primary_key=True)
    box = models.ForeignKey(Box, models.CASCADE, related_name="+", db_index=False)
    sealed = models.BinaryField(max_length=1105)

    def __str__(self) -> str:
        return "A sealed ballot"
