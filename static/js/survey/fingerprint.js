// The fingerprint that people compare is worked out here, from the keys this page really uses. So
// keys made for one person alone cannot stand beside the fingerprint everybody else was given.

import { inGroups, join, sha256, unhex } from "./bytes.js";

/** 128 bits of SHA-256, as the server writes them too. */
export const digestOf = async (bytes) => inGroups((await sha256(bytes)).slice(0, 16));

/** SHA-256 over both keys and the plan, 128 bits of it, in groups of four digits. */
export async function fingerprint({ sign_n: n, box_public: box, plan_hash: plan }) {
  return digestOf(join(unhex(n), unhex(box), unhex(plan)));
}

export const isTrue = async (wave) => (await fingerprint(wave)) === wave.fingerprint;
