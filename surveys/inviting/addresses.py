"""E-mail addresses as people write them, and as they are kept: in small letters, without a name."""

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

LONGEST = 254  # RFC 5321, section 4.5.3.1.3, without its brackets
_validator = EmailValidator()


def address(said: str) -> str:
    """An address as it is kept; "" for what is none. Takes "Ann Ames <ann@example.org>" as well."""
    if said.endswith(">") and "<" in said:
        said = said[said.rindex("<") + 1 : -1]
    email = said.strip().lower().removeprefix("mailto:")
    name, at, domain = email.rpartition("@")
    if not at or len(email) > LONGEST or not _validator.user_regex.match(name):
        return ""
    return email if _is_domain(domain) else ""


@lru_cache(maxsize=4096)
def _is_domain(domain: str) -> bool:
    """Remembered: a hundred thousand people work at a handful of domains."""
    try:
        _validator(f"a@{domain}")
    except ValidationError:
        return False
    return True
