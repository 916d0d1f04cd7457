// The survey as one person goes through it: collect a ballot paper, answer, check, seal, send.

import * as answers from "./answers.js";
import { ballotNumber, newPaper, seal, signedPaper } from "./ballot.js";
import { Keeping } from "./keeping.js";
import { linkTo, takeFragment } from "./moving.js";
import { current, followHistory, goTo, replaceWith, whenShown } from "./screens.js";
import { post, Refused } from "./sending.js";

const wave = JSON.parse(document.getElementById("survey").textContent);
const many = wave.questions.length;
const kept = new Keeping(wave.label);
const at = (name) => document.querySelector(`[data-at="${name}"]`);
const FORGET_AFTER = 60_000; // a shared device goes back to the start after a minute
let done = false;
let returning = false;

async function begin() {
  if (!globalThis.crypto?.subtle) return replaceWith("no-crypto");
  at("begin").hidden = false;
  const { token, moved } = takeFragment();
  await (moved ? kept.moveIn(moved) : kept.takeUp(token));
  restore();
  followHistory((name) => !done || ["done", "move"].includes(name));
  listen();
  if (moved) replaceWith("check");
  document.body.dataset.ready = "";
}

function restore() {
  if (kept.state.answers) answers.fill(kept.state.answers);
  at("code").hidden = wave.preview || Boolean(kept.state.token || kept.state.signed);
  at("sent-before").hidden = !kept.state.number;
}

function listen() {
  const acts = { start, next, check: () => goTo("check"), send, back: () => history.back(), again };
  Object.assign(acts, { move, copy, clear, change, forget, restart, "start-over": startOver });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) acts[button.dataset.do](button);
  });
  document.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("change", (event) => {
    if (event.target.name?.startsWith("q")) kept.set({ answers: answers.everything(many) });
  });
  whenShown("check", drawCheck);
  whenShown("move", () => (at("move-link").value = linkTo(kept.state)));
}

// --- the ballot paper ------------------------------------------------------------------------------

async function start() {
  kept.shared = document.getElementById("shared").checked;
  if (kept.shared) kept.forget();
  const typed = document.getElementById("code-typed").value.trim();
  if (!wave.preview && !kept.state.signed && !kept.state.token) {
    if (!typed) return sayCodeIsMissing();
    await kept.takeUp(typed);
  }
  if (!wave.preview && !kept.state.signed) await collect({ again: false });
  if (wave.preview || kept.state.signed) goTo("q0");
}

function sayCodeIsMissing() {
  at("code-missing").hidden = false;
  at("code").hidden = false;
  document.getElementById("code-typed").setAttribute("aria-invalid", "true");
  at("code-missing").focus();
}

/** What will be signed is kept before it is sent: asked again, the server gives the same answer. */
async function collect({ again }) {
  const { token } = kept.state;
  if (again || !kept.state.paper) kept.set({ paper: await newPaper(wave) });
  const { paper } = kept.state;
  const reply = await ask(wave.addresses.collect, { token, blinded: paper.blinded, again });
  if (!reply) return;
  try {
    const signed = await signedPaper(wave, paper, reply.signature);
    kept.set({ signed, paper: null, token: "", about: reply.about });
  } catch {
    return replaceWith("refused-key");
  }
  fillIn(reply.about);
}

function fillIn(about) {
  wave.questions.forEach(({ prefill }, place) => {
    const option = prefill ? about[prefill] : null;
    if (option == null || kept.state.answers) return;
    answers.choose(place, option);
    document.querySelector(`[data-filled="${place}"]`).hidden = false;
  });
  kept.set({ answers: answers.everything(many) });
}

async function again() {
  await collect({ again: true });
  if (kept.state.signed) replaceWith("q0");
}

// --- the questions ---------------------------------------------------------------------------------

function next(button) {
  const place = Number(button.dataset.place);
  if (returning || place + 1 === many) goTo("check");
  else goTo(`q${place + 1}`);
  returning = false;
}

function clear(button) {
  answers.choose(Number(button.dataset.place), null);
  kept.set({ answers: answers.everything(many) });
  if (current() === "check") drawCheck(document.querySelector('[data-screen="check"]'));
}

function change(button) {
  returning = true;
  goTo(`q${button.dataset.place}`);
}

function drawCheck(screen) {
  for (const row of screen.querySelectorAll("[data-row]")) {
    const words = answers.chosenWords(Number(row.dataset.row));
    row.querySelector("[data-answer]").textContent = words;
    row.querySelector("[data-answer]").hidden = !words;
    row.querySelector("[data-no-answer]").hidden = Boolean(words);
  }
}

// --- the ballot ------------------------------------------------------------------------------------

async function send() {
  if (!wave.preview) {
    const box = await seal(wave, answers.everything(many));
    const { message: input, signature } = kept.state.signed;
    if (!(await ask(wave.addresses.cast, { input, signature, box }))) return;
    kept.set({ number: await ballotNumber(input) });
  }
  done = true;
  at("number").textContent = kept.state.number || "0000 0000 0000 0000";
  for (const part of document.querySelectorAll("[data-shared]")) part.hidden = !kept.shared;
  for (const part of document.querySelectorAll("[data-own]")) part.hidden = kept.shared;
  replaceWith("done");
  if (kept.shared) setTimeout(restart, FORGET_AFTER);
}

/** Post, with the waiting screen while nobody answers; null when it was refused, which is shown. */
async function ask(address, said) {
  const before = current();
  try {
    const answer = await post(address, said, waiting);
    if (current() === "waiting") replaceWith(before);
    return answer;
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    replaceWith(`refused-${refused.word}`);
    return null;
  }
}

function waiting(seconds, tryNow) {
  at("seconds").textContent = seconds;
  at("try-now").onclick = tryNow;
  if (current() !== "waiting") replaceWith("waiting");
}

// --- afterwards ------------------------------------------------------------------------------------

const move = () => goTo("move");

async function copy() {
  const link = at("move-link");
  link.select();
  await navigator.clipboard.writeText(link.value).catch(() => null);
  at("copied").hidden = false;
}

function startOver() {
  done = false;
  replaceWith("q0");
}

function forget() {
  kept.forget();
  kept.shared = true;
  at("forgotten").hidden = false;
}

/** The next person at a shared device: nothing of the last one is left, not even in memory. */
function restart() {
  kept.forget();
  location.replace(location.pathname);
}

begin();
