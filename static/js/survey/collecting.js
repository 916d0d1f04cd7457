// The ballot paper: from a code to a paper that the server has signed without seeing it.

import * as answers from "./answers.js";
import { ask } from "./asking.js";
import { newPaper, signedPaper } from "./ballot.js";
import { markFilled } from "./filled.js";
import { restart } from "./finishing.js";
import * as idle from "./idle.js";
import { at, kept, many, showSharing, wave } from "./page.js";
import { cover, goTo, replaceWith, titleSays } from "./screens.js";

const field = () => document.getElementById("code-typed");

/** Start now: collect the ballot paper, unless this device has it already. */
export async function start() {
  share(document.getElementById("shared").checked);
  sayOfCode("");
  if (!wave.preview && !kept.state.signed && !(await collected())) return;
  goTo(kept.state.number ? "check" : "q0");
}

function share(shared) {
  if (shared) {
    kept.keepNothing();
    idle.watch(restart);
  }
  kept.shared = shared;
  showSharing();
}

async function collected() {
  const typed = field().value.trim();
  if (!kept.state.token && !typed) return sayOfCode("missing");
  const own = kept.state.token ? {} : { unknown: wrongCode };
  if (!kept.state.token) await kept.takeUp(typed);
  if (!kept.state.signed) await collect({ again: false, own });
  return kept.state.signed;
}

/** A code that was typed and is not of this survey stays in its field, to be put right. */
function wrongCode() {
  kept.forget();
  sayOfCode("unknown");
}

/** What is wrong with the code, if anything: "missing" or "unknown". */
function sayOfCode(wrong) {
  at("code-summary").hidden = !wrong;
  for (const words of document.querySelectorAll("[data-code]")) words.hidden = words.dataset.code !== wrong;
  at("code").classList.toggle("field-error", Boolean(wrong));
  field().setAttribute("aria-invalid", String(Boolean(wrong)));
  field().setAttribute("aria-describedby", wrong ? `code-typed-hint code-${wrong}` : "code-typed-hint");
  if (!wrong) return null;
  at("code").hidden = false;
  at("code-summary").focus();
  return titleSays(at("code-summary").dataset.title);
}

/** What will be signed is kept before it is sent: asked again, the server gives the same answer. */
async function collect({ again, own }) {
  const { token } = kept.state;
  try {
    if (again || !kept.state.paper) kept.set({ paper: await newPaper(wave) });
  } catch {
    return cover("refused-key");
  }
  const { paper } = kept.state;
  const reply = await ask(wave.addresses.collect, { token, blinded: paper.blinded, again }, own);
  return reply && keep(paper, reply);
}

async function keep(paper, { signature, about }) {
  try {
    const signed = await signedPaper(wave, paper, signature);
    kept.set({ signed, paper: null, token: "", about });
  } catch {
    return cover("refused-key");
  }
  return kept.state.answers || fillIn(about);
}

/** What the employer's list holds about this person, for them to see, change or clear. */
function fillIn(about) {
  wave.questions.forEach(({ prefill }, place) => {
    if (prefill && about[prefill] != null) answers.choose(place, about[prefill]);
  });
  kept.set({ answers: answers.everything(many) });
  markFilled();
}

/** Another paper for one that was lost: once. */
export async function again() {
  await collect({ again: true });
  if (kept.state.signed) replaceWith("q0");
}

/** A code that was wrong can be put right; what was typed is still there. */
export function retype() {
  kept.forget();
  at("code").hidden = false;
  replaceWith("start");
  field().focus();
}
