"""The survey's tables on the side of the organisation: waves, invitations, participation.

No answer is in any of them. Answers are in the sealed box (surveys/ballot), and nowhere else.
"""

from surveys.models.counts import Participation, WaveCount
from surveys.models.invitations import Card, Invitation, SendRun
from surveys.models.waves import Wave

__all__ = ["Card", "Invitation", "Participation", "SendRun", "Wave", "WaveCount"]
