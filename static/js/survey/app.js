// The survey as one person goes through it: collect a ballot paper, answer, check, seal, send.

import * as answers from "./answers.js";
import { alone, stopWaiting } from "./asking.js";
import { again, retype, start } from "./collecting.js";
import { markFilled } from "./filled.js";
import * as fingerprints from "./fingerprint.js";
import * as finishing from "./finishing.js";
import * as idle from "./idle.js";
import { takeFragment } from "./moving.js";
import { at, hide, kept, many, wave } from "./page.js";
import * as screens from "./screens.js";

let returning = false; // from the check, to change one answer

const ACTS = {
  start: alone(start),
  again: alone(again),
  send: alone(finishing.send),
  "stop-waiting": stopWaiting,
  retype,
  "try-again": screens.uncover,
  next,
  back: () => history.back(),
  clear,
  change,
  move: () => screens.goTo("move"),
  copy: finishing.copy,
  "change-answers": finishing.changeAnswers,
  forget: finishing.forget,
  restart: finishing.restart,
  stay: idle.stay,
  "somebody-else": somebodyElse,
};

async function begin() {
  hide('[data-at="late"]', true);
  if (!globalThis.crypto?.subtle) return screens.cover("no-crypto");
  if (!wave.preview && !(await fingerprints.isTrue(wave))) return screens.cover("refused-key");
  const { token, moved, shared } = takeFragment();
  if (shared) document.getElementById("shared").checked = true;
  if (!wave.preview) await (moved ? kept.moveIn(moved) : kept.takeUp(token));
  restore();
  if (token && kept.state.signed) greetAgain();
  screens.followHistory(mayGoTo);
  listen();
  if (moved) screens.replaceWith("check");
  return document.body.setAttribute("data-ready", "");
}

function restore() {
  at("begin").hidden = false;
  if (kept.state.answers) answers.fill(kept.state.answers);
  at("code").hidden = wave.preview || Boolean(kept.state.token || kept.state.signed);
  at("kept-before").hidden = !kept.state.signed;
  at("sent-before").hidden = !kept.state.number;
  markFilled();
}

/** Here with the very link this device was used with: this is the person who began on it. */
function greetAgain() {
  at("kept-before").hidden = true;
  at("kept-mine").hidden = false;
  at("begin-words").hidden = Boolean(kept.state.number);
  at("change-words").hidden = !kept.state.number;
}

/** Back and Forward: not behind a ballot that has gone in. Whoever leaves a wait does not wait. */
function mayGoTo(name) {
  stopWaiting();
  returning = false;
  return !finishing.isOver() || ["done", "move"].includes(name);
}

function listen() {
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest('[data-do], a[href^="#"]');
    if (pressed?.dataset.do) ACTS[pressed.dataset.do](pressed);
    else if (pressed) screens.followLink(event, pressed);
  });
  document.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("change", (event) => {
    if (event.target.name?.startsWith("q")) keepAnswers();
  });
  screens.whenShown("check", drawCheck);
  screens.whenShown("move", finishing.showLink);
}

function keepAnswers() {
  kept.set({ answers: answers.everything(many) });
  markFilled();
}

function next(button) {
  const place = Number(button.dataset.place);
  const last = returning || place + 1 === many;
  returning = false;
  screens.goTo(last ? "check" : `q${place + 1}`);
}

function clear(button) {
  answers.choose(Number(button.dataset.place), null);
  keepAnswers();
  drawCheck(document.querySelector('[data-screen="check"]'));
}

function change(button) {
  screens.goTo(`q${button.dataset.place}`);
  returning = true;
}

function drawCheck(screen) {
  at("not-sent").hidden = Boolean(kept.state.number);
  at("sent-earlier").hidden = !kept.state.number;
  for (const row of screen.querySelectorAll("[data-row]")) {
    const words = answers.chosenWords(Number(row.dataset.row));
    row.querySelector("[data-answer]").textContent = words;
    row.querySelector("[data-answer]").hidden = !words;
    row.querySelector("[data-no-answer]").hidden = Boolean(words);
    row.querySelector('[data-do="clear"]').hidden = !words;
  }
}

function somebodyElse() {
  kept.startAnew();
  answers.clearAll(many);
  restore();
  document.getElementById("code-typed").focus();
}

begin();
