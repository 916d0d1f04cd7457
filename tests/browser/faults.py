"""What a browser saw go wrong while somebody used the product; each of them fails the journey."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

OURS = ("data:", "blob:", "about:")

# Kept on the page, because a violation may come before anybody listens from outside.
LISTEN_FOR_CSP = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`);
});
"""


class Faults:
    """Console errors, CSP violations, requests that failed, and requests to anybody else."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.found: list[str] = []
        self.requested: list[str] = []
        self.refusals = 0  # that were allowed
        self._allowed: int | None = None

    def watch(self, context: BrowserContext) -> None:
        context.add_init_script(LISTEN_FOR_CSP)
        context.on("console", self._console)
        context.on("weberror", self._exception)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    @contextmanager
    def allowing(self, status: int) -> Iterator[None]:
        """A refusal that the journey is about: the browser says so in its console as well."""
        self._allowed = status
        yield
        self._allowed = None

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and f"status of {self._allowed}" not in message.text:
            self.found.append(f"console: {message.text}")

    def _exception(self, error: WebError) -> None:
        self.found.append(f"script: {error.error}")

    def _request(self, request: Request) -> None:
        self.requested.append(request.url)
        if not request.url.startswith((self.home, *OURS)):
            self.found.append(f"a request to somebody else: {request.url}")

    def _failed(self, request: Request) -> None:
        # A request that a new page made needless is given up by the browser itself.
        if request.failure != "net::ERR_ABORTED":
            self.found.append(f"failed: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if response.status == self._allowed:
            self.refusals += 1
        elif response.status >= 400:
            self.found.append(f"{response.status}: {response.url}")
