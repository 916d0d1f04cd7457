"""The browser's side of the ballot, in a real browser: the RFC's vectors, and other libraries."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from surveys.ballot import blind_rsa, labels, sealing
from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = Path(__file__).parent
VECTORS: list[dict[str, Any]] = json.loads(
    (HERE.parent / "data" / "rfc9474_vectors.json").read_text()
)
MODULES = """async () => {
  const [bytes, blind, ballot] = await Promise.all(
    ["bytes", "blind", "ballot"].map((name) => import(`/static/js/survey/${name}.js`)));
  window.ours = { ...bytes, ...blind, ...ballot };
}"""


@pytest.fixture
def page(visit: Visit, live_server: LiveServer) -> Page:
    person = visit()
    person.opens("/accessibility/")
    person.page.evaluate(MODULES)
    return person.page


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_vectors_of_the_rfc(page: Page, vector: dict[str, str]) -> None:
    said = page.evaluate(BLINDED, vector | {"salt": vector["salt"].removeprefix("0x")})

    assert said["blinded"] == vector["blinded_msg"].removeprefix("0x")
    assert said["signature"] == vector["sig"].removeprefix("0x")


BLINDED = """async (v) => {
  const key = ours.publicKey(v.n.replace("0x", ""));
  const digits = (text) => ours.unhex(text.replace("0x", ""));
  const message = digits(v.input_msg);
  // The vector gives the inverse of the factor: the factor is the inverse of that.
  const inv = BigInt("0x" + v.inv.replace("0x", ""));
  const factor = inverseOf(inv, key.n);
  const { blinded, unblinds } = await ours.blind(key, message, { salt: digits(v.salt), factor });
  const signature = await ours.finalize(
    key, message, digits(v.blind_sig), unblinds, Number(v.sLen));
  return { blinded: ours.hex(blinded), signature: ours.hex(signature) };
  function inverseOf(a, n) {
    let [r, next, s, t] = [a % n, n, 1n, 0n];
    while (next) { const q = r / next; [r, next] = [next, r - q * next]; [s, t] = [t, s - q * t]; }
    return ((s % n) + n) % n;
  }
}"""


def test_a_paper_of_the_browser_is_signed_by_the_server_and_verifies(
    page: Page, key: rsa.RSAPrivateKey
) -> None:
    digits = f"{key.public_key().public_numbers().n:x}"
    wave = {"label": "w7", "sign_n": digits}
    paper = page.evaluate("(wave) => ours.newPaper(wave)", wave)
    signed = blind_rsa.Signer(key).blind_sign(bytes.fromhex(paper["blinded"]))

    done = page.evaluate(
        "([wave, paper, signed]) => ours.signedPaper(wave, paper, signed)",
        [wave, paper, signed.hex()],
    )

    said, signature = bytes.fromhex(done["message"]), bytes.fromhex(done["signature"])
    assert labels.belongs("w7", said)
    assert blind_rsa.verify(key.public_key(), signature, said)


def test_a_paper_signed_with_another_key_is_refused(page: Page, key: rsa.RSAPrivateKey) -> None:
    wave = {"label": "w7", "sign_n": f"{key.public_key().public_numbers().n:x}"}
    paper = page.evaluate("(wave) => ours.newPaper(wave)", wave)
    tagged = rsa.generate_private_key(65537, 2048)
    blinded = int(paper["blinded"], 16) % tagged.public_key().public_numbers().n
    signed = blind_rsa.Signer(tagged).blind_sign(blinded.to_bytes(256, "big"))

    said = page.evaluate(
        "([wave, paper, signed]) => ours.signedPaper(wave, paper, signed).then("
        "() => 'taken', (refused) => refused.message)",
        [wave, paper, signed.hex()],
    )

    assert "not a signature of this ballot paper" in said


@pytest.mark.parametrize("digits", ["", "10", "ff" * 128, "f" * 511 + "e"])
def test_a_key_no_honest_server_sends_is_refused(page: Page, digits: str) -> None:
    said = page.evaluate(
        "(n) => ours.newPaper({ label: 'w7', sign_n: n }).then(() => 'taken', () => 'refused')",
        digits,
    )

    assert said == "refused"


def test_the_other_library_finalizes_what_ours_blinded_and_the_other_way_round(
    page: Page, key: rsa.RSAPrivateKey
) -> None:
    page.route(
        "**/static/oracle.js",
        lambda route: route.fulfill(
            body=(HERE / "vendor" / "blindrsa.js").read_text(), content_type="text/javascript"
        ),
    )
    numbers = key.public_key().public_numbers()
    page.expose_function(
        "sign", lambda digits: blind_rsa.Signer(key).blind_sign(bytes.fromhex(digits)).hex()
    )

    assert page.evaluate(BOTH_WAYS, f"{numbers.n:x}") == [True, True]


BOTH_WAYS = """async (digits) => {
  const { RSABSSA } = await import("/static/oracle.js");
  const theirs = RSABSSA.SHA384.PSS.Randomized();
  const key = ours.publicKey(digits);
  const b64 = btoa(String.fromCharCode(...ours.unhex(digits)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const jwk = { kty: "RSA", n: b64, e: "AQAB" };
  const imported = await crypto.subtle.importKey(
    "jwk", jwk, { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);
  const message = theirs.prepare(ours.utf8("a ballot paper"));
  const one = await ours.blind(key, message);
  const oneSigned = ours.unhex(await sign(ours.hex(one.blinded)));
  const inverse = ours.toBytes(one.unblinds, ours.unhex(digits).length);
  const theirSignature = await theirs.finalize(imported, message, oneSigned, inverse);
  const two = await theirs.blind(imported, message);
  const twoSigned = ours.unhex(await sign(ours.hex(two.blindedMsg)));
  const ourSignature = await ours.finalize(key, message, twoSigned, ours.toNumber(two.inv));
  return Promise.all([
    ours.verify(key, theirSignature, message), theirs.verify(imported, ourSignature, message)]);
}"""


@pytest.mark.parametrize("answers", [[], [0, None, 8], [1] * 20])
def test_a_sealed_ballot_opens_with_another_library_and_has_one_length(
    page: Page, answers: list[int | None]
) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    public = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    wave = {"label": "w7", "box_public": public.hex(), "version": "0" * 16, "language": "en-gb"}

    box = bytes.fromhex(
        page.evaluate("([wave, answers]) => ours.seal(wave, answers)", [wave, answers])
    )

    assert len(box) == sealing.BOX_BYTES
    said = json.loads(sealing.unseal(private, labels.info("w7"), box))
    assert said == {"v": "0" * 16, "l": "en-gb", "a": answers}
    with pytest.raises(sealing.NotOurs):
        sealing.unseal(private, labels.info("w8"), box)


def test_answers_that_do_not_fit_are_refused(page: Page) -> None:
    said = page.evaluate(
        "() => { try { ours.pad(new Uint8Array(1023)); return 'taken'; }"
        " catch { return 'refused'; } }"
    )

    assert said == "refused"
