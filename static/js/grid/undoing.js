// The last things done, to take back and to do again. What was saved is taken back by the server,
// entry by entry of its record; what was only typed is put back here.

import { bringBack, cellIn, said, settings, takeOut, titleOf, words } from "./table.js";
import { byId, set } from "./states.js";
import * as saving from "./saving.js";
import { post } from "./sending.js";
import * as summary from "./summary.js";

const MOST = 100; // actions remembered
const TOGETHER = 50; // entries a request
const done = [];
const undone = [];
let busy = false;

/** Do something that can be taken back: `cells` are {cell, before, text}. */
export function act(cells) {
  const changes = cells.filter(({ before, text }) => before !== text);
  if (!changes.length) return;
  const action = {
    cells: changes.map(({ cell, before, text }) => ({ id: Number(cell.closest("tr").id.slice(1)), column: cell.dataset.c, before, text })),
    events: new Map(),
  };
  summary.say("");
  done.push(action);
  if (done.length > MOST) done.shift();
  undone.length = 0;
  saving.change(changes, action);
  buttons();
}

/** The row that this page was opened for, because it was just added: the first thing to take back. */
export function begin({ id, event }) {
  done.push({ cells: [], events: new Map([[id, [event]]]) });
  summary.say(said(words.added, { title: titleOf(byId(id).line) }));
  buttons();
}

export const undo = () => turn(done, undone, "before");
export const redo = () => turn(undone, done, "text");

async function turn(from, to, which) {
  if (busy) return;
  busy = true;
  await saving.settled();
  const action = from.pop();
  if (!action) summary.say(words.nothingToUndo);
  else {
    const back = await turned(action, which);
    if (back) to.push(back);
    else from.push(action); // nobody answered: it can be asked again, and is then done once
  }
  busy = false;
  buttons();
}

/** Take back what the record holds of an action; gives the action that takes that back, or null. */
async function turned(action, which) {
  const back = { cells: action.cells, events: new Map() };
  action.events.forEach((_events, id) => set(byId(id), "saving"));
  summary.tell();
  const entries = [...action.events.values()].flatMap((events) => [...events].reverse());
  for (let at = 0; at < entries.length; at += TOGETHER) {
    const answer = await post(settings.undo, { events: entries.slice(at, at + TOGETHER) });
    if (!answer.rows) {
      action.events.forEach((_events, id) => set(byId(id), "saved"));
      summary.stopped(answer.sentence);
      return null;
    }
    summary.answered(answer.rows);
    answer.rows.forEach((row) => {
      const state = byId(row.id);
      saving.outcome(state, row);
      if (!row.strong) set(state, "undone");
      if (row.cells) inOrOut(state.line, row);
      back.events.set(row.id, [...(back.events.get(row.id) || []), ...row.events]);
    });
  }
  typedOnly(action, which, back);
  summary.tell();
  return back;
}

/** Undoing that a row was added takes it out of the sheet; doing it again brings it back. */
function inOrOut(line, row) {
  if (row.out === line.hidden) return;
  if (row.out) takeOut(line);
  else bringBack(line);
  summary.say(said(row.out ? words.takenBack : words.hereAgain, { title: titleOf(line) }));
}

/** Cells of rows that were never saved: put back, or typed again. */
function typedOnly(action, which, back) {
  const loose = action.cells.filter(({ id }) => !action.events.get(id)?.length);
  if (which === "before") new Set(loose.map(({ id }) => byId(id))).forEach((state) => saving.retract(state, action));
  else if (loose.length) saving.change(loose.map(({ id, column, text }) => ({ cell: cellIn(byId(id).line, column), text })), back);
}

function buttons() {
  document.querySelector("[data-act=undo]").ariaDisabled = String(!done.length);
  document.querySelector("[data-act=redo]").ariaDisabled = String(!undone.length);
}
