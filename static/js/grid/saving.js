// Rows go to the server by themselves, a few together, and come back saved or with a sentence.
// A request of which no answer came is sent again as it was: the server saves it once.

import { cellIn, lineOf, settings, words } from "./table.js";
import * as drafts from "./drafts.js";
import { freshToken, post } from "./sending.js";
import { byId, exact, forget, mark, needsYou, set, stateOf, store, touched, type, unmark, unsaved } from "./states.js";
import * as messages from "./messages.js";
import * as summary from "./summary.js";

const TOGETHER = 50; // rows a request
const SOON = 40; // milliseconds: what is pasted at once is sent at once
const WAITS = [2_000, 5_000, 10_000, 30_000];

let timer = 0;
let failures = 0;
let resting = [];

/** Take these texts into these cells, as one action, and save their rows soon. */
export function change(cells, action) {
  cells.forEach(({ cell, text }) => {
    const state = stateOf(lineOf(cell));
    type(cell, text);
    delete state.extra.keep; // it was asked of what stood here before
    if (!state.actions.includes(action)) state.actions.push(action);
    state.dirty = true;
    if (state.sending === null) set(state, "typing");
  });
  soon();
}

function soon(wait = SOON) {
  clearTimeout(timer);
  timer = setTimeout(flush, wait);
  drafts.keep();
  summary.tell();
}

/** When nothing is on its way any more. */
export const settled = () => new Promise((resolve) => { resting.push(resolve); calm(); });

function calm() {
  if (touched().some((state) => state.sending !== null || (state.dirty && !failures))) return;
  resting.splice(0).forEach((resolve) => resolve());
}

async function flush() {
  const ready = touched().filter((state) => state.dirty && state.sending === null).slice(0, TOGETHER);
  if (!ready.length) { calm(); return; }
  ready.forEach((state) => {
    state.sending = { cells: { ...state.typed }, actions: state.actions };
    state.actions = [];
    state.dirty = false;
    set(state, "saving");
  });
  summary.tell();
  const answer = await post(settings.save, { rows: ready.map(asSent) });
  if (answer.rows) answer.rows.forEach((row) => outcome(byId(row.id), row));
  else ready.forEach((state) => unsent(state, answer));
  if (answer.rows) { failures = 0; summary.answered(answer.rows); }
  else if (answer.again) later(answer);
  drafts.keep();
  if (touched().some((state) => state.dirty && state.sending === null) && !answer.again) soon(0);
  else summary.tell();
  calm();
}

const asSent = (state) => ({
  id: state.id,
  version: state.version,
  cells: state.sending.cells,
  seen: Object.fromEntries(Object.keys(state.sending.cells).map((column) => [column, exact(cellIn(state.line, column))])),
  ...state.extra,
});

/** Once for all rows that waited: the next time is further off each time. */
function later({ sentence, again }) {
  if (again === "by itself") soon(WAITS[Math.min(failures, WAITS.length - 1)]);
  failures += 1;
  summary.stopped(sentence);
}

/** No answer, or none that can be used: what was typed stays, and is sent again. */
function unsent(state, { sentence, again }) {
  state.actions = [...state.sending.actions, ...state.actions];
  state.sending = null;
  state.dirty = Boolean(again);
  set(state, "offline");
  if (!again) refused(state, sentence);
}

function refused(state, sentence) {
  const cells = Object.fromEntries(Object.keys(state.typed).map((column) => [column, 0]));
  state.outcome = { state: "bad", strong: sentence, sentence: "", columns: Object.keys(cells), ways: [{ do: "back", words: words.again }] };
  set(state, "bad");
  messages.show(state.line, state.outcome, () => { state.dirty = true; soon(); });
}

/** What became of a row. What was typed while it was away is kept, and sent next. */
export function outcome(state, row) {
  const sent = state.sending || { cells: {}, actions: [] };
  state.sending = null;
  state.outcome = row;
  messages.clear(state.line);
  unmark(state.line);
  if (row.state === "saved") saved(state, row, sent);
  else needs(state, row, sent);
  if (row.strong || row.sentence) messages.show(state.line, row, (way, why) => take(state, way, why));
}

function saved(state, row, sent) {
  state.extra = {};
  Object.entries(sent.cells).forEach(([column, text]) => { if (state.typed[column] === text) delete state.typed[column]; });
  sent.actions.at(-1)?.events.set(state.id, row.events);
  store(state.line, row);
  set(state, unsaved(state) ? "typing" : "saved");
}

function needs(state, row, sent) {
  state.actions = [...sent.actions, ...state.actions];
  delete state.extra.keep;
  set(state, row.state);
  mark(state.line, row.columns, row.state === "conflict" ? "is-new" : "is-bad", messages.idUnder(state.line));
}

/** A way out of what was not saved. */
function take(state, way, why) {
  const row = state.outcome;
  if (way.do === "back" || way.do === "theirs") { putBack(state, row.columns); return; }
  if (way.do === "all") { everyWhy(why); return; }
  if (way.do === "type") type(cellIn(state.line, way.column), way.text);
  if (row.state === "conflict") store(state.line, row); // theirs was seen: mine goes on top of it
  if (way.do === "keep") state.extra.keep = true;
  if (way.do === "why") Object.assign(state.extra, why);
  state.dirty = true;
  soon();
}

/** One reason for every row that asks for one: a pasted column of targets is one decision. */
function everyWhy(why) {
  touched().filter((state) => state.is === "why").forEach((state) => {
    Object.assign(state.extra, why);
    state.dirty = true;
  });
  soon();
}

/** These cells as they are stored. What was typed into others of the row stays, and is sent. */
export function putBack(state, columns) {
  const row = state.outcome;
  const wasConflict = state.is === "conflict";
  const stood = needsYou(state);
  state.extra = {};
  messages.clear(state.line);
  forget(state.line, columns);
  state.dirty = Object.keys(state.typed).length > 0;
  // the version stays old while other cells of the row were not compared with it yet
  if (row?.cells && stood && (wasConflict || !state.dirty)) store(state.line, row);
  if (!state.dirty) state.actions = [];
  set(state, state.dirty ? "typing" : "");
  soon();
}

/** An action that was never saved is taken back: its cells say again what they said before it. */
export function retract(state, action) {
  state.actions = state.actions.filter((one) => one !== action);
  const mine = action.cells.filter(({ id, column, text }) => id === state.id && state.typed[column] === text);
  if (!mine.length) return;
  const stored = ({ column, before }) => before === exact(cellIn(state.line, column));
  mine.filter((one) => !stored(one)).forEach(({ column, before }) => type(cellIn(state.line, column), before));
  putBack(state, mine.filter(stored).map(({ column }) => column));
}

async function again() {
  await freshToken().catch(() => "");
  flush();
}

summary.whenAsked(again);
addEventListener("online", again);
