// A ballot paper and a sealed ballot, as they are made on the person's own device.

import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "../../vendor/hpke/hpke.js";
import * as blindly from "./blind.js";
import { hex, inGroups, join, random, sha256, toBytes, unhex, utf8 } from "./bytes.js";

const PADDED = 1024;
const suite = () =>
  new CipherSuite({
    kem: new DhkemP256HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });

const info = (label) => `SEB1|${label}`;

/** A new ballot paper, still to be signed. All of it can be kept as text. */
export async function newPaper({ label, sign_n: n }) {
  const message = join(random(32), utf8(`${info(label)}|`), random(32));
  const { blinded, unblinds } = await blindly.blind(blindly.publicKey(n), message);
  return { message: hex(message), blinded: hex(blinded), unblinds: unblinds.toString(16) };
}

/** The signed ballot paper out of the server's answer. Fails when it was not signed by the wave's key. */
export async function signedPaper({ sign_n: n }, paper, signed) {
  const signature = await blindly.finalize(
    blindly.publicKey(n),
    unhex(paper.message),
    unhex(signed),
    BigInt(`0x${paper.unblinds}`),
  );
  return { message: paper.message, signature: hex(signature) };
}

/** The answers, sealed to the wave's box key: always 1,105 bytes, whatever was answered. */
export async function seal({ label, box_public: publicKey, version, language }, answers) {
  const plain = utf8(JSON.stringify({ v: version, l: language, a: answers }));
  const recipientPublicKey = await suite().kem.deserializePublicKey(unhex(publicKey).buffer);
  const sealed = await suite().seal(
    { recipientPublicKey, info: utf8(info(label)) },
    pad(plain),
  );
  return hex(join(new Uint8Array(sealed.enc), new Uint8Array(sealed.ct)));
}

/** Two bytes of length, the content, and zeros up to one size. */
export function pad(content) {
  if (content.length > PADDED - 2) throw new Error("These answers do not fit into a ballot.");
  return join(toBytes(BigInt(content.length), 2), content, new Uint8Array(PADDED - 2 - content.length));
}

/** The number by which somebody finds their ballot: 4F2A 91C7 0BD3 E618. */
export async function ballotNumber(message) {
  return inGroups((await sha256(unhex(message))).slice(0, 8));
}

