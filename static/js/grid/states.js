// What each row holds beyond what it shows: its version, what was typed, and what became of it.

import { cellIn, columnOf, idOf, lineOf, words } from "./table.js";

const NEEDS = new Set(["bad", "why", "conflict", "gone"]);
const PICTURES = { saved: ["sd-ok", "M3 8.5l3.2 3.2L13 4.5"], saving: ["sd-wait", "M13.5 8A5.5 5.5 0 1 1 8 2.5"] };
const BAD = ["sd-bad", "M8 2v7.5M8 13.4v.1"];

const states = new Map();
export const touched = () => [...states.values()];

/** What a row holds; made when it is first asked for. */
export function stateOf(line) {
  const id = idOf(line);
  if (!states.has(id)) {
    const version = Number(line.dataset.v);
    states.set(id, { id, line, version, typed: {}, extra: {}, actions: [], dirty: false, sending: null, is: "", outcome: null });
  }
  return states.get(id);
}
export const byId = (id) => stateOf(document.getElementById(`k${id}`));

/** What is stored, as it can be typed back. */
export const exact = (cell) => cell.dataset.e ?? cell.dataset.said ?? cell.textContent;

/** What the cell says now: what was typed, or else what is stored. */
export const says = (cell) => stateOf(lineOf(cell)).typed[columnOf(cell)] ?? exact(cell);

/** Show a text that is not stored yet; keep beside it what was stored. */
export function type(cell, text) {
  const state = stateOf(lineOf(cell));
  cell.dataset.e ??= cell.textContent;
  cell.dataset.said ??= cell.textContent;
  state.typed[columnOf(cell)] = text;
  cell.textContent = text;
  cell.classList.remove("g-tbs");
  plain(cell);
}

/** Show what is stored by now, in every cell that nobody has typed into since. */
export function store(line, row) {
  const state = stateOf(line);
  Object.entries(row.cells).forEach(([column, [shown, whole]]) => {
    const cell = cellIn(line, column);
    cell.ariaReadOnly = row.locked.includes(column) ? "true" : null;
    if (column in state.typed || cell.classList.contains("is-edit")) { Object.assign(cell.dataset, { e: whole, said: shown }); return; }
    delete cell.dataset.said;
    delete cell.dataset.e;
    if (whole !== shown) cell.dataset.e = whole;
    cell.classList.toggle("g-tbs", !whole);
    cell.textContent = shown;
  });
  Object.entries(row.read).forEach(([name, text]) => { line.querySelector(`.c-${name}`).textContent = text; });
  state.version = row.version;
}

/** Forget what was typed into a row, or into these of its cells. */
export function forget(line, columns = Object.keys(stateOf(line).typed)) {
  const { typed } = stateOf(line);
  columns.forEach((column) => {
    const cell = cellIn(line, column);
    delete typed[column];
    if ("said" in cell.dataset) cell.textContent = cell.dataset.said;
    cell.classList.toggle("g-tbs", cell.dataset.e === "");
    plain(cell);
    delete cell.dataset.said;
    if (cell.dataset.e === cell.textContent) delete cell.dataset.e;
  });
}

function plain(cell) {
  cell.classList.remove("is-bad", "is-new");
  cell.ariaInvalid = null;
  cell.removeAttribute("aria-describedby");
}

export function mark(line, columns, look, by) {
  columns.forEach((column) => {
    const cell = cellIn(line, column);
    cell.classList.add(look);
    cell.ariaInvalid = look === "is-bad" ? "true" : null;
    cell.setAttribute("aria-describedby", by);
  });
}

export function unmark(line) {
  line.querySelectorAll(".is-bad, .is-new").forEach(plain);
}

/** Say in the last column how the row stands: a picture and a word. */
export function set(state, is) {
  state.is = is;
  const place = state.line.cells[state.line.cells.length - 1];
  const span = document.createElement("span");
  span.className = "savedot";
  if (is) span.append(picture(...(PICTURES[is] || (is === "undone" ? PICTURES.saved : is === "typing" ? PICTURES.saving : BAD))), words[is] || "");
  place.replaceChildren(span);
}

export function picture(name, path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("class", name);
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

export const needsYou = (state) => NEEDS.has(state.is);
export const unsaved = (state) => state.sending !== null || Object.keys(state.typed).length > 0;
export { BAD, PICTURES };
