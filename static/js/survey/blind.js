// Blind signatures, the device's side: RFC 9474, RSABSSA-SHA384-PSS. The message is hidden under a
// random factor, the server signs what it cannot read, and the factor is taken away again. What is
// left is an ordinary signature that leads back to nobody.
//
// Ours, and not reviewed by anybody outside: the vectors of the RFC and another library hold it in
// place (tests/browser/test_survey_crypto.py).

import { join, random, toBytes, toNumber } from "./bytes.js";

const HASH_BYTES = 48;
export const SALT_BYTES = HASH_BYTES; // 0 in the RFC's PSSZERO variants, which the ballot does not use
const EXPONENT = 65537n;

/** A public key from its modulus in hexadecimal digits. Refuses what no honest server would send. */
export function publicKey(digits) {
  const n = BigInt(`0x${digits}`);
  if (!(n & 1n) || n.toString(2).length < 2048) throw new Error("This is not a signing key.");
  return { n, e: EXPONENT };
}

/** Blind, section 4.2: what may be shown to the signer, and what takes the blinding away. */
export async function blind({ n, e }, message, { salt = random(SALT_BYTES), factor } = {}) {
  const bits = n.toString(2).length;
  const m = toNumber(await encoded(message, bits - 1, salt));
  inverse(m, n); // steps 4 and 5: fails unless they have no factor in common
  const r = factor ?? drawn(n);
  const blinded = toBytes((m * power(r, e, n)) % n, lengthOf(n));
  return { blinded, unblinds: inverse(r, n) };
}

/** Finalize, section 4.4: the signature, checked. Fails when it is not one of this message. */
export async function finalize({ n, e }, message, signed, unblinds, saltLength = SALT_BYTES) {
  const size = lengthOf(n);
  if (signed.length !== size) throw new Error("A signature of the wrong length came back.");
  const signature = toBytes((toNumber(signed) * unblinds) % n, size);
  if (!(await verify({ n, e }, signature, message, saltLength))) {
    throw new Error("What came back is not a signature of this ballot paper.");
  }
  return signature;
}

/** Whether this is an RSA-PSS signature of the message: by the browser's own cryptography. */
export async function verify({ n, e }, signature, message, saltLength = SALT_BYTES) {
  const jwk = { kty: "RSA", n: base64url(toBytes(n, lengthOf(n))), e: base64url(toBytes(e, 3)) };
  const algorithm = { name: "RSA-PSS", hash: "SHA-384" };
  const key = await crypto.subtle.importKey("jwk", jwk, algorithm, false, ["verify"]);
  return crypto.subtle.verify({ name: "RSA-PSS", saltLength }, key, signature, message);
}

const lengthOf = (n) => Math.ceil(n.toString(2).length / 8);

function drawn(n) {
  for (;;) {
    const r = toNumber(random(lengthOf(n)));
    if (r > 1n && r < n) return r;
  }
}

function power(base, exponent, n) {
  let result = 1n;
  for (let b = base % n, e = exponent; e; e >>= 1n, b = (b * b) % n) {
    if (e & 1n) result = (result * b) % n;
  }
  return result;
}

/** The inverse modulo n, by Euclid's algorithm. Fails when the two have a factor in common. */
function inverse(a, n) {
  let [r, next, s, t] = [a % n, n, 1n, 0n];
  while (next) {
    const q = r / next;
    [r, next] = [next, r - q * next];
    [s, t] = [t, s - q * t];
  }
  if (r !== 1n) throw new Error("This cannot be blinded under this key.");
  return ((s % n) + n) % n;
}

const sha384 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));

/** EMSA-PSS-ENCODE of RFC 8017, section 9.1.1. */
async function encoded(message, bits, salt) {
  const size = Math.ceil(bits / 8);
  const digest = await sha384(join(new Uint8Array(8), await sha384(message), salt));
  const filling = new Uint8Array(size - salt.length - HASH_BYTES - 2);
  const block = join(filling, Uint8Array.of(1), salt);
  const mask = await mgf1(digest, block.length);
  const masked = block.map((byte, place) => byte ^ mask[place]);
  masked[0] &= 0xff >> (8 * size - bits);
  return join(masked, digest, Uint8Array.of(0xbc));
}

/** MGF1 of RFC 8017, appendix B.2.1. */
async function mgf1(seed, size) {
  const parts = [];
  for (let turn = 0; turn * HASH_BYTES < size; turn += 1) {
    parts.push(await sha384(join(seed, Uint8Array.of(0, 0, 0, turn))));
  }
  return join(...parts).slice(0, size);
}

const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
