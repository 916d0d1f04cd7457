// The fingerprint that people compare is worked out here, from the keys this page really uses. So
// keys made for one person alone cannot stand beside the fingerprint everybody else was given.

import { hex, join, unhex } from "./bytes.js";

/** SHA-256 over both keys and the plan, 128 bits of it, in groups of four digits. */
export async function fingerprint({ sign_n: n, box_public: box, plan_hash: plan }) {
  const digest = await crypto.subtle.digest("SHA-256", join(unhex(n), unhex(box), unhex(plan)));
  return hex(new Uint8Array(digest).slice(0, 16)).toUpperCase().match(/..../g).join(" ");
}

export const isTrue = async (wave) => (await fingerprint(wave)) === wave.fingerprint;
