// The table as it stands: its rows and cells, which one has the keyboard, which are chosen.

export const grid = document.getElementById("grid");
const told = document.getElementById("grid-settings");
export const settings = told ? JSON.parse(told.textContent) : { words: {} };
export const words = settings.words;
export const lines = grid ? [...grid.tBodies[0].rows] : []; // messages come and go between them
const places = new Map();
const number = () => { places.clear(); lines.forEach((line, place) => places.set(line, place)); };
number();
const heads = grid ? [...grid.tHead.rows[0].cells] : [];
const hidden = () => (grid.dataset.hide || "").split(" ");

export const said = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
export const idOf = (line) => Number(line.id.slice(1));
export const columnOf = (cell) => cell.dataset.c || "";
export const lineOf = (cell) => cell.closest("tr");
export const placeOf = (cell) => places.get(lineOf(cell));
export const titleOf = (line) => line.cells[0].dataset.said || line.cells[0].textContent;
export const headOf = (cell) => heads[cell.cellIndex].textContent;
export const takes = (cell) => Boolean(columnOf(cell)) && cell.ariaReadOnly !== "true";
export const cellIn = (line, column) => [...line.cells].find((cell) => columnOf(cell) === column);

/** The places of the columns that are shown, in order. */
export const shownColumns = () => {
  const out = hidden();
  return heads.map((_head, at) => at).filter((at) => !out.some((name) => name && heads[at].classList.contains(`c-${name}`)));
};

let active = null;
let anchor = null;
export const here = () => active;

/** Every cell from the anchor to the one with the keyboard, row by row. */
export function chosen() {
  if (!active) return [];
  const from = anchor || active;
  const [top, bottom] = [placeOf(from), placeOf(active)].sort((a, b) => a - b);
  const [left, right] = [from.cellIndex, active.cellIndex].sort((a, b) => a - b);
  const columns = shownColumns().filter((at) => at >= left && at <= right);
  return lines.slice(top, bottom + 1).map((line) => columns.map((at) => line.cells[at]));
}

export function go(cell, { extend = false, focus = true } = {}) {
  if (!cell) return;
  if (!extend) anchor = cell;
  if (active && active !== cell) active.tabIndex = -1;
  active = cell;
  cell.tabIndex = 0;
  if (focus && document.activeElement !== cell) cell.focus();
  paint();
}

/** The cell so many rows and columns away, as far as there are any. */
export function away(rows, columns, from = active) {
  const shown = shownColumns();
  const row = Math.min(Math.max(placeOf(from) + rows, 0), lines.length - 1);
  const at = shown.indexOf(from.cellIndex) + columns;
  return lines[row].cells[shown[Math.min(Math.max(at, 0), shown.length - 1)]];
}

/** The next cell as Tab goes: right, then on to the next row; null at the end. */
export function next(step) {
  const shown = shownColumns();
  const at = shown.indexOf(active.cellIndex) + step;
  const row = placeOf(active) + (at < 0 ? -1 : at >= shown.length ? 1 : 0);
  if (row < 0 || row >= lines.length) return null;
  return lines[row].cells[shown[(at + shown.length) % shown.length]];
}

/** Take a row out of the sheet, and the keyboard to the one that follows; or bring it back to its place. */
export function takeOut(line) {
  const place = places.get(line);
  if (place === undefined) return;
  const column = active ? active.cellIndex : 0;
  lines.splice(place, 1);
  number();
  line.hidden = true;
  const near = lines[Math.min(place, lines.length - 1)];
  if (near) go(near.cells[column]);
  else { active = anchor = null; document.querySelector("[data-act=redo]").focus(); }
}

export function bringBack(line) {
  if (places.has(line)) return;
  line.hidden = false;
  lines.splice(0, lines.length, ...[...grid.tBodies[0].rows].filter((row) => !row.hidden && !row.matches(".g-msg")));
  number();
  go(line.cells[0]);
}

let painted = [];
function paint() {
  painted.forEach((cell) => { cell.classList.remove("is-range"); cell.ariaSelected = null; });
  const block = chosen();
  painted = block.length > 1 || block[0]?.length > 1 ? block.flat() : [];
  painted.forEach((cell) => { cell.classList.add("is-range"); cell.ariaSelected = "true"; });
  const where = document.querySelector("[data-chosen]");
  const columns = [...new Set(painted.map(headOf))].join(", ");
  where.textContent = painted.length ? said(words.manyCells, { n: painted.length, column: columns }) : "";
}
