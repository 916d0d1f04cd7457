"""How the value of a benchmark is written: with its unit, and only the decimals it has."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from disclosure.benchmarks.catalogue import Benchmark


def figure(benchmark: Benchmark) -> str:
    """ "39%", "16% longer", "£6,718 a year", "150 organisations"."""
    number = _number(benchmark.value)
    return {
        "percent": percent(benchmark.value),
        "percent_longer": _("%(n)s%% longer") % {"n": number},
        "pounds_a_year": _("£%(n)s a year") % {"n": number},
        "organisations": _("%(n)s organisations") % {"n": number},
    }[benchmark.unit]


def percent(value: Decimal | int) -> str:
    """ "39%", "7.5%", "−1.1%": with a true minus sign."""
    return f"{_number(Decimal(value))}%"


def _number(value: Decimal) -> str:
    trimmed = value.normalize()
    exponent = trimmed.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    written = str(number_format(abs(trimmed), decimal_pos=decimals, force_grouping=True))
    return f"−{written}" if value < 0 else written
