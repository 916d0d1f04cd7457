// On a shared device somebody may walk away in the middle. After a while the page asks whether
// anybody is there, and, if nobody says so, forgets everything and goes back to the start.

import { cover, current, uncover } from "./screens.js";

const QUIET = 120_000; // milliseconds without a touch or a key before it asks
const LAST = 60_000; // and after that before it forgets: WCAG 2.2, criterion 2.2.1, asks for 20 s
let timer = 0;
let forget = null;

export function watch(act) {
  forget = act;
  for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, wake);
  wake();
}

function wake() {
  if (current() === "idle") return;
  clearTimeout(timer);
  timer = setTimeout(ask, QUIET);
}

function ask() {
  cover("idle");
  timer = setTimeout(forget, LAST);
}

/** Somebody is there: on with what they were at. */
export function stay() {
  clearTimeout(timer);
  uncover();
  wake();
}
