// The grid: keys, clipboard, buttons and columns. Without it the page offers each row as a form.

import { away, go, grid, here, lineOf, lines, next, settings } from "./table.js";
import * as blocks from "./blocks.js";
import * as drafts from "./drafts.js";
import * as editing from "./editing.js";
import { stateOf, touched, unsaved } from "./states.js";
import * as summary from "./summary.js";
import { act, begin, redo, undo } from "./undoing.js";

const PAGE = 12; // rows
const FAR = 10_000;
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const STEPS = { ...ARROWS, PageUp: [-PAGE, 0], PageDown: [PAGE, 0], Home: [0, -FAR], End: [0, FAR] };
const WITH_CTRL = { z: undo, y: redo, d: blocks.fillDown };
const COLUMNS = "grid-columns";
const MODIFIERS = new Set(["Control", "Shift", "Meta", "Alt"]);

let tapped = null; // the cell that had the keyboard before it was touched: a second touch edits it
let roaming = false; // since a key was used here: Tab then goes from cell to cell, as in a sheet

let home = null; // the column where Tab set out: Enter goes back to it, a row further down

const cellAt = (target) => target.closest("#grid tbody tr:not(.g-msg) > *");
const inCell = (event) => event.target === here();

function onKey(event) {
  if (editing.isEditing()) typing(event);
  else if (inCell(event)) moving(event);
}

function typing(event) {
  const down = { Enter: 1, Tab: 0 }[event.key];
  if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); editing.cancel(); return; }
  if (event.isComposing) return;
  if (event.key in ARROWS && editing.leavesBy(ARROWS[event.key]) && !event.shiftKey && !event.ctrlKey) {
    event.preventDefault();
    editing.end(true);
    step(ARROWS[event.key], false, false);
    return;
  }
  if (down === undefined) return;
  event.preventDefault();
  editing.end(true);
  const back = event.shiftKey ? -1 : 1;
  if (down) enter(back);
  else { home ??= here().cellIndex; go(next(back) || here()); }
}

/** Down to the next row, or up: where a run of Tabs set out, if there was one. */
function enter(rows) {
  const to = away(rows, 0);
  go(home === null || lineOf(to) === lineOf(here()) ? to : lineOf(to).cells[home]);
  home = null;
}

function moving(event) {
  const { key, shiftKey } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  if (event.altKey) return;
  if (!MODIFIERS.has(key)) summary.quiet();
  if (key in STEPS) { step(STEPS[key], ctrl, shiftKey); event.preventDefault(); return; }
  if (key === "Tab") { tab(event); return; }
  if (ctrl) { command(event, shiftKey && key.toLowerCase() === "z" ? "y" : key.toLowerCase()); return; }
  if (key === "Escape") { roaming = false; go(here()); return; }
  plain(event);
}

function step([rows, columns], ctrl, extend) {
  roaming = true;
  home = null;
  const far = ctrl ? FAR : 1;
  const top = ctrl && Math.abs(columns) === FAR ? Math.sign(columns) * FAR : rows * far;
  go(away(top, columns * far), { extend });
}

function tab(event) {
  const to = roaming ? next(event.shiftKey ? -1 : 1) : null;
  if (!to) return;
  event.preventDefault();
  home ??= here().cellIndex;
  go(to);
}

function command(event, key) {
  if (!(key in WITH_CTRL)) return;
  event.preventDefault();
  WITH_CTRL[key]();
}

function plain(event) {
  const { key } = event;
  if (key === "Enter" || key === "F2") { event.preventDefault(); roaming = true; editing.begin(here()); }
  else if (key === "Delete" || key === "Backspace") { event.preventDefault(); blocks.empty(); }
  else if (key.length === 1) { roaming = true; if (!editing.begin(here(), { over: true })) event.preventDefault(); }
}

function onPointer(event) {
  const cell = cellAt(event.target);
  if (!cell || event.button !== 0 || cell.contains(document.activeElement) && editing.isEditing()) return;
  roaming = true;
  home = null;
  tapped = here() === document.activeElement ? here() : null;
  go(cell, { extend: event.shiftKey });
  if (event.shiftKey) event.preventDefault();
}

/** A phone has no keys before there is a field. */
function onTap(event) {
  const cell = event.pointerType === "touch" && !editing.isEditing() && cellAt(event.target);
  if (cell && cell === tapped) editing.begin(cell);
}

function onDrag(event) {
  const cell = event.buttons === 1 && here() && !editing.isEditing() && cellAt(event.target);
  if (cell && cell !== here()) { go(cell, { extend: true }); getSelection().removeAllRanges(); }
}

function onClipboard(event) {
  if (editing.isEditing()) {
    const many = event.type === "paste" && /[\t\n]/.test(event.clipboardData.getData("text/plain").trimEnd());
    if (!many) return;
    editing.cancel();
  } else if (!inCell(event)) return;
  blocks[event.type](event);
}

/** Which columns are shown is kept in this browser. */
function columns() {
  const boxes = [...document.querySelectorAll("[data-column]")];
  const read = () => { try { return localStorage.getItem(COLUMNS); } catch { return null; } };
  const show = () => { grid.dataset.hide = boxes.filter((box) => !box.checked).map((box) => box.dataset.column).join(" "); };
  const kept = read();
  if (kept !== null) boxes.forEach((box) => { box.checked = !kept.split(" ").includes(box.dataset.column); });
  show();
  boxes.forEach((box) => box.addEventListener("change", () => {
    show();
    try { localStorage.setItem(COLUMNS, grid.dataset.hide); } catch { /* private window: this page only */ }
  }));
}

/** A panel closes when something else is pressed, and on Esc. */
function panels() {
  const all = [...document.querySelectorAll(".g-pop")];
  document.addEventListener("pointerdown", (event) => all.forEach((one) => { if (!one.contains(event.target)) one.open = false; }));
  all.forEach((one) => one.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && one.open) { one.open = false; one.querySelector("summary").focus(); }
  }));
}

/** What was typed before a reload and not saved is typed again, as one action. */
function resume() {
  const cells = drafts.found(stateOf);
  act(cells);
  if (cells.length) summary.say(drafts.sentence(cells.length));
}

/** A page that is opened at a row gives the keyboard to nothing when it is loaded: so after that. */
function whenLoaded(what) {
  if (document.readyState === "complete") what();
  else addEventListener("load", () => setTimeout(what));
}

function start() {
  grid.closest(".gwrap").removeAttribute("tabindex"); // its cells take the keyboard from here on
  grid.addEventListener("keydown", onKey);
  grid.addEventListener("mousedown", onPointer);
  grid.addEventListener("mouseover", onDrag);
  grid.addEventListener("click", onTap);
  grid.addEventListener("dblclick", (event) => { const cell = cellAt(event.target); if (cell && !editing.isEditing()) editing.begin(cell); });
  grid.addEventListener("focusout", (event) => { if (!grid.contains(event.relatedTarget)) roaming = false; });
  ["copy", "cut", "paste"].forEach((name) => grid.addEventListener(name, onClipboard));
  addEventListener("beforeunload", (event) => { if (editing.hasTyped() || touched().some(unsaved)) event.preventDefault(); });
  document.querySelector("[data-act=undo]").addEventListener("click", undo);
  document.querySelector("[data-act=redo]").addEventListener("click", redo);
  columns();
  panels();
  const asked = document.getElementById(location.hash.slice(1));
  go(lines.includes(asked) ? asked.cells[3] : lines[0].cells[0], { focus: false });
  if (lines.includes(asked)) whenLoaded(() => { go(here()); grid.closest(".gwrap").scrollIntoView({ block: "nearest" }); });
  if (settings.added && lines.includes(asked)) begin(settings.added);
  resume();
}

if (grid) start();
