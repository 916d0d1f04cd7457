// Typing into a cell: a field is made in it, and goes when it is left.

import { columnOf, go, headOf, here, lineOf, said, takes, titleOf, words } from "./table.js";
import { exact, says, stateOf } from "./states.js";
import { act } from "./undoing.js";
import * as summary from "./summary.js";

const LISTS = { owner: "owners" };
let field = null;
export const isEditing = () => field !== null;

/** Whether the cell was typed over: arrows then leave it, as in a sheet. Those of a list choose. */
export const leavesBy = ([down]) => Boolean(field?.over) && !(down && field.list);
export const hasTyped = () => field !== null && field.value.trim() !== field.before.trim();

/** Begin to type: over what stands there, or on from it. */
export function begin(cell, { over = false } = {}) {
  const text = over ? "" : says(cell);
  if (!takes(cell)) { summary.say(words.readOnly); return false; }
  if (stateOf(lineOf(cell)).is === "gone") return false;
  const before = says(cell);
  const shown = cell.textContent;
  const label = said(words.cell, { column: headOf(cell), title: titleOf(lineOf(cell)) });
  field = columnOf(cell) === "cadence" ? choices(before) : input(cell, text);
  field.setAttribute("aria-label", label);
  if (cell.ariaInvalid === "true") { field.ariaInvalid = "true"; field.setAttribute("aria-describedby", cell.getAttribute("aria-describedby")); }
  Object.assign(field, { cell, before, over: over && field.matches("input") });
  cell.dataset.said ??= shown;
  cell.dataset.e ??= exact(cell);
  cell.classList.add("is-edit");
  cell.replaceChildren(field);
  field.addEventListener("blur", () => { if (document.activeElement !== field) end(true); }); // another window keeps it open
  field.focus();
  if (text && field.select && cell.matches("th")) field.setSelectionRange(text.length, text.length);
  return true;
}

function input(cell, text) {
  const made = document.createElement("input");
  made.type = "text";
  made.value = text;
  made.autocomplete = "off";
  made.spellcheck = false;
  if (cell.classList.contains("n")) made.inputMode = "decimal";
  if (LISTS[columnOf(cell)]) made.setAttribute("list", LISTS[columnOf(cell)]);
  return made;
}

function choices(now) {
  const made = document.createElement("select");
  document.querySelectorAll("#cadences option").forEach((option) => made.append(new Option(option.value, option.value, false, option.value === now)));
  return made;
}

/** Leave the field: keep what was typed, or put back what stood there. */
export function end(keep) {
  if (!field) return;
  const { cell, before, value } = field;
  field = null;
  cell.classList.remove("is-edit");
  const typed = stateOf(lineOf(cell)).typed[columnOf(cell)];
  cell.replaceChildren(typed ?? cell.dataset.said);
  if (typed === undefined) tidy(cell);
  if (keep && value.trim() !== before.trim()) act([{ cell, before, text: value.trim() }]);
}

/** What was kept beside a cell while it was typed into and that says nothing more than the cell. */
function tidy(cell) {
  delete cell.dataset.said;
  if (cell.dataset.e === cell.textContent) delete cell.dataset.e;
}

export function cancel() {
  const cell = field?.cell;
  end(false);
  go(cell || here());
}
