// What every part of the survey's page works with: the survey, and what this device keeps of it.

import { Keeping } from "./keeping.js";

export const wave = JSON.parse(document.getElementById("survey").textContent);
export const many = wave.questions.length;
export const kept = new Keeping(wave.label);

export const at = (name) => document.querySelector(`[data-at="${name}"]`);

export function hide(selector, hidden) {
  for (const part of document.querySelectorAll(selector)) part.hidden = hidden;
}

/** What is said to people on a device of their own, and what on one that others use. */
export function showSharing() {
  hide("[data-shared]", !kept.shared);
  hide("[data-own]", kept.shared);
}
