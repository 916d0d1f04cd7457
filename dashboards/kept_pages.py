"""Leaders' pages, kept as they were sent until anything they show may be another.

A page is made of thousands of rows and drawn in tens of milliseconds, and most people who open it
find what somebody saw a minute ago. `@kept` answers them with the same bytes, after the doors were
passed and after one small query (`stamps.py`) has found that nothing was done since.

A page is kept for one person, in the memory of this process. Refused: whatever is not a plain page
that was found, sets a cookie, says something once, or holds a token against forged requests (whose
place in compressed bytes could be guessed by their length: BREACH, 2013). See docs/adr/0010.
"""

import gzip
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from hashlib import sha256
from threading import Lock
from typing import Any, cast

import deflate
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from accounts import light_or_dark
from accounts.doors import PageRequest, View
from dashboards.squeezing import thinned
from dashboards.stamps import stamp
from strategy.models import Organisation

FOUND = 200
LEVEL = 11  # of libdeflate: 12 finds at most 8 bytes more, for half as much work again
AT_MOST = 8  # no page takes more than one part in so many of the memory
LONGEST_QUERY = 500  # more than all our choices take; what a page is found by is not counted
ASKED_AGAIN = "private, no-cache"  # a browser may keep it, and asks each time whether it stands


@dataclass(frozen=True)
class KeptPage:
    """One page as it was sent, compressed; `stamp` says what it was made of."""

    stamp: Hashable
    headers: Mapping[str, str]
    compressed: bytes

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, or that what the browser has still stands."""
        if takes_gzip(request):
            reply = HttpResponse(self.compressed, headers=self.headers)
            reply.headers["Content-Encoding"] = "gzip"
        else:
            reply = HttpResponse(gzip.decompress(self.compressed), headers=self.headers)
        if "HTTP_IF_NONE_MATCH" not in request.META:
            return reply
        tag = self.headers["ETag"]
        return cast(HttpResponse, get_conditional_response(request, etag=tag, response=reply))


@dataclass
class Shelf:
    """The pages of this process, those looked at last at the end; it never holds more than that
    many bytes. Safe for threads."""

    pages: "OrderedDict[Hashable, KeptPage]" = field(default_factory=OrderedDict)
    size: int = 0
    lock: Lock = field(default_factory=Lock)

    def find(self, key: Hashable, stamp: Hashable) -> KeptPage | None:
        with self.lock:
            page = self.pages.get(key)
            if page is None or page.stamp != stamp:
                return None
            self.pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: KeptPage, *, room: int) -> None:
        """Keep this one, and let go of those that nobody has looked at for longest."""
        with self.lock:
            self._drop(key)
            if len(page.compressed) > room // AT_MOST:
                return
            self.pages[key] = page
            self.size += len(page.compressed)
            while self.size > room:
                self._drop(next(iter(self.pages)))

    def clear(self) -> None:
        with self.lock:
            self.pages.clear()
            self.size = 0

    def _drop(self, key: Hashable) -> None:
        if page := self.pages.pop(key, None):
            self.size -= len(page.compressed)


SHELF = Shelf()


def kept(view: View) -> View:
    """Mark a page that shows the same to the same person until somebody does something.

    It may read the address, the person, light or dark and the day, and nothing else of a request
    or a clock.
    """

    @wraps(view)
    def answer(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reader = _reader(request)
        if reader is None:
            return view(request, *args, **kwargs)
        key, now = _key(request, reader), (timezone.localdate(), stamp())
        page = SHELF.find(key, now)
        if page is None:
            Organisation.forget()  # another process may have given it another name
            made = view(request, *args, **kwargs)
            if not _can_be_kept(request, made):
                return made
            page = _page(cast(HttpResponse, made), now)
            SHELF.put(key, page, room=settings.KEPT_PAGES_BYTES)
        return page.answer(request)

    return answer


def takes_gzip(request: HttpRequest) -> bool:
    """Whether the reader's browser says that it can read gzip (RFC 9110, 12.5.3)."""
    for part in request.META.get("HTTP_ACCEPT_ENCODING", "").split(","):
        name, _semicolon, weight = part.replace(" ", "").lower().partition(";q=")
        if name == "gzip":
            return weight.strip("0.") != "" if weight else True
    return False


def _reader(request: PageRequest) -> Hashable:
    """Who reads, as far as a page may show it; None where the page cannot be a kept one."""
    if request.method != "GET" or "HTTP_HX_REQUEST" in request.META:
        return None
    if not settings.KEPT_PAGES_BYTES or settings.DEBUG or len(get_messages(request)):
        return None
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return None
    user = request.user
    return (user.pk, user.name, user.role) if getattr(user, "pk", None) else None


def _key(request: PageRequest, reader: Hashable) -> Hashable:
    """Whatever else the same page can differ by. Settings and code are those of this process."""
    host, query = request.META.get("HTTP_HOST"), request.META.get("QUERY_STRING")
    seen = (get_language(), light_or_dark.chosen(request))
    return (reader, request.scheme, host, request.path, query, *seen)


def _can_be_kept(request: HttpRequest, made: HttpResponseBase) -> bool:
    if not isinstance(made, HttpResponse) or made.status_code != FOUND or made.cookies:
        return False
    if made.has_header("Content-Encoding") or made.has_header("Cache-Control"):
        return False
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or request.session.modified:
        return False
    said = get_messages(request)
    return not len(said) and not getattr(said, "used", False)


@lru_cache(maxsize=1)  # a page that was weighed is then kept
def compressed(content: bytes) -> bytes:
    """A thinned page as it goes over the wire to a browser that reads gzip."""
    return bytes(deflate.gzip_compress(content, LEVEL))


def _page(made: HttpResponse, now: Hashable) -> KeptPage:
    made.content = thinned(made.content)
    made.headers["ETag"] = f'W/"{sha256(made.content).hexdigest()[:32]}"'
    made.headers["Cache-Control"] = ASKED_AGAIN
    patch_vary_headers(made, ["Accept-Encoding"])
    return KeptPage(stamp=now, headers=dict(made.items()), compressed=compressed(made.content))
