// How the whole sheet stands, in one line; read out when things have come to rest, not row by row.

import { cellIn, go, said, words } from "./table.js";
import { BAD, needsYou, picture, PICTURES, touched, unsaved } from "./states.js";

const REST = 900; // milliseconds without news before anything is read out
let at = "";
let trouble = ""; // why nothing can be saved at all: no connection, signed out
let onAgain = () => {};
let resting = 0;
let read = "";

/** Something about the last key press, seen until the next one. */
export const say = (sentence) => { if (sentence) live(sentence); quiet(sentence); };
export const quiet = (sentence = "") => { document.querySelector("[data-told]").textContent = sentence; };
export const whenAsked = (again) => { onAgain = again; };

export function stopped(sentence) {
  trouble = sentence;
  tell();
}

export function answered(rows) {
  if (rows.some((row) => row.state === "saved")) at = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  trouble = "";
}

export function tell() {
  const place = document.querySelector("[data-summary]");
  const waiting = touched().filter(needsYou);
  const going = touched().filter((state) => state.is === "saving" || (unsaved(state) && !needsYou(state))).length;
  const busy = going > 0;
  const asking = waiting.filter((state) => state.is === "why").length;
  document.querySelectorAll("[data-all]").forEach((all) => { all.hidden = asking < 2; });
  if (busy && read !== words.saved) live(""); // so that the same trouble is read out again
  const parts = [];
  if (trouble) parts.push(picture(...BAD), line(trouble), button());
  else if (busy) parts.push(picture(...PICTURES.saving), line(going > 1 ? said(words.savingMany, { n: going }) : words.saving));
  else if (waiting.length) parts.push(picture(...BAD), line(`${at ? said(words.savedExcept, { time: at }) : words.notYet} `), link(waiting));
  else if (at) parts.push(picture(...PICTURES.saved), line(said(words.savedAt, { time: at })));
  place.toggleAttribute("data-bad", Boolean(trouble || waiting.length));
  place.replaceChildren(...parts);
  if (!busy || trouble) rest(trouble || (waiting.length ? `${many(waiting)}: ${waiting[0].outcome.strong}` : at && words.saved));
}

const many = (waiting) => (waiting.length === 1 ? words.oneRow : said(words.manyRows, { n: waiting.length }));

function line(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span;
}

function link(waiting) {
  const to = document.createElement("a");
  to.href = `#k${waiting[0].id}`;
  to.textContent = many(waiting);
  to.addEventListener("click", (event) => {
    event.preventDefault();
    const [column] = waiting[0].outcome.columns;
    go(column ? cellIn(waiting[0].line, column) : waiting[0].line.cells[0]);
  });
  return to;
}

function button() {
  const again = document.createElement("button");
  again.type = "button";
  again.className = "btn-m btn-2 btn-s";
  again.textContent = words.again;
  again.addEventListener("click", () => onAgain());
  return again;
}

function rest(sentence) {
  clearTimeout(resting);
  resting = setTimeout(() => { if (sentence && sentence !== read) live(sentence); }, REST);
}

function live(sentence) {
  read = sentence;
  document.querySelector("[data-live]").textContent = sentence;
}
