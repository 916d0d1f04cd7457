// The ballot on its way, and what can be done afterwards.

import * as answers from "./answers.js";
import { ask } from "./asking.js";
import { ballotNumber, seal } from "./ballot.js";
import { linkTo } from "./moving.js";
import { at, hide, kept, many, wave } from "./page.js";
import { cover, replaceWith } from "./screens.js";

const FORGET_AFTER = 60_000; // milliseconds: a shared device goes back to the start by itself
const OF_A_PREVIEW = "0000 0000 0000 0000";
let over = false;
let gone = false;

/** Whether a ballot has just gone in: then Back does not lead to the questions. */
export const isOver = () => over;

export async function send() {
  if (!wave.preview && !(await cast())) return;
  at("number").textContent = kept.state.number || OF_A_PREVIEW;
  over = true;
  if (kept.shared) leaveNothing();
  replaceWith("done");
}

async function cast() {
  const box = await seal(wave, answers.everything(many)).catch(() => null);
  if (!box) return cover("no-crypto");
  const { message: input, signature } = kept.state.signed;
  const taken = await ask(wave.addresses.cast, { input, signature, box });
  if (taken) kept.set({ number: await ballotNumber(input) });
  return taken;
}

function leaveNothing() {
  wipe();
  setTimeout(restart, FORGET_AFTER);
}

function wipe() {
  kept.forget();
  answers.clearAll(many);
  at("move-link").value = "";
  document.getElementById("code-typed").value = "";
}

export function changeAnswers() {
  over = false;
  replaceWith("check");
}

/** Forget everything on this device: the ballot is in the box, and can no longer be changed. */
export function forget() {
  wipe();
  hide("[data-own]", true);
  at("forgotten").hidden = false;
  at("forgotten").focus();
}

/** The next person at a shared device: nothing of the last one is left, not even in memory. */
export function restart() {
  wipe();
  at("number").textContent = "";
  gone = true;
  beginShared();
}

// Still a device that others use. The question mark makes it another page, which is loaded anew:
// an address that differs only behind the # is not.
const beginShared = () => location.replace(`${location.pathname}?#shared`);

// A browser may keep a whole page in memory and bring it back: this one starts anew instead.
addEventListener("pageshow", (event) => {
  if (event.persisted && gone) beginShared();
});

export function showLink() {
  at("copied").hidden = true;
  at("move-link").value = kept.state.signed ? linkTo(kept.state) : "";
}

export async function copy() {
  const link = at("move-link");
  link.select();
  const copied = navigator.clipboard?.writeText(link.value) ?? Promise.reject();
  at("copied").hidden = !(await copied.then(() => true, () => false));
}
