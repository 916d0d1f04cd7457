// Asks the server something, and shows what it says no to, and that it cannot be reached.

import { at } from "./page.js";
import { cover, current, uncover } from "./screens.js";
import { GaveUp, post, Refused } from "./sending.js";

let giveUp = null;
let busy = false;

/** One thing at a time: a second press while the first is on its way does nothing. */
export const alone = (act) => async (button) => {
  if (busy) return;
  busy = true;
  button.setAttribute("aria-busy", "true");
  at("busy").hidden = false;
  try {
    await act(button);
  } finally {
    busy = false;
    button.removeAttribute("aria-busy");
    at("busy").hidden = true;
  }
};

/** Post, with the waiting screen while nobody answers; null when it was refused, which is shown:
 *  by `own` where it has something for the reason, or else by a screen. */
export async function ask(address, said, own = {}) {
  let refused = "";
  try {
    return await post(address, said, waiting);
  } catch (problem) {
    if (problem instanceof Refused) refused = problem.word;
    else if (!(problem instanceof GaveUp)) throw problem;
    return null;
  } finally {
    giveUp = null;
    if (current() === "waiting") uncover();
    if (refused) (own[refused] ?? cover)(`refused-${refused}`);
  }
}

function waiting(seconds, tryNow, stop) {
  at("seconds").textContent = seconds;
  at("try-now").onclick = tryNow;
  if (!giveUp) cover("waiting");
  giveUp = stop;
}

/** Stop trying: what was to be sent is still there. */
export function stopWaiting() {
  giveUp?.();
}
