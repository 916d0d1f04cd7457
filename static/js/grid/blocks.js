// Whole blocks at once: copied, pasted, filled down, emptied. Each is one action to take back.

import { away, chosen, go, here, lineOf, lines, placeOf, said, shownColumns, takes, words } from "./table.js";
import { says, stateOf } from "./states.js";
import { act } from "./undoing.js";
import { format, parse } from "./sheets.js";
import * as summary from "./summary.js";

const MOST_ROWS = 500;
const MAY_BE_EMPTY = new Set(["from", "to", "owner"]);

// What a spreadsheet would calculate is pasted there as words: the mark that says so comes and goes.
const CALCULATES = /^[=+@-](?![\d.,]+%?$)/;
const harmless = (text) => (CALCULATES.test(text) ? `'${text}` : text.replace(/^−(?=[\d.])/, "-"));
const bare = (text) => (/^'[=+@-]/.test(text) ? text.slice(1) : text);
const parts = (cell) => [...cell.childNodes].map((node) => node.textContent).filter(Boolean).join(" – ");

const wanted = (cell, text) => ({ cell, before: says(cell), text: text.trim() });
const fits = (cell) => takes(cell) && stateOf(lineOf(cell)).is !== "gone";

export function copy(event) {
  const block = chosen();
  event.clipboardData.setData("text/plain", format(block.map((row) => row.map((cell) => harmless(cell.dataset.c ? says(cell) : parts(cell))))));
  event.preventDefault();
  summary.say(block.flat().length === 1 ? words.copiedOne : said(words.copied, { n: block.flat().length }));
}

export function cut(event) {
  copy(event);
  empty();
}

export function paste(event) {
  event.preventDefault();
  const text = event.clipboardData.getData("text/plain");
  if (!text) { summary.say(words.noText); return; } // a picture: nothing is emptied for it
  const rows = parse(text).map((row) => row.map(bare));
  if (rows.length > MOST_ROWS) { summary.say(words.tooMuch); return; }
  const block = chosen();
  const one = rows.length === 1 && rows[0].length === 1;
  if (one) into(block.flat().map((cell) => [cell, rows[0][0]]));
  else spread(rows, block);
}

/** From the first chosen cell on, down and to the right; what does not fit is said. */
function spread(rows, block) {
  const from = block[0][0];
  const columns = shownColumns();
  const left = columns.indexOf(from.cellIndex);
  const pairs = rows.flatMap((row, down) => row.map((text, right) => [lines[placeOf(from) + down]?.cells[columns[left + right]], text]));
  into(pairs);
  const widest = Math.max(...rows.map((row) => row.length));
  go(from);
  go(away(rows.length - 1, widest - 1, from), { extend: true });
}

function into(pairs) {
  const good = pairs.filter(([cell]) => cell && fits(cell));
  const empty = good.filter(([cell, text]) => !text.trim() && !MAY_BE_EMPTY.has(cell.dataset.c));
  act(good.filter((pair) => !empty.includes(pair)).map(([cell, text]) => wanted(cell, text)));
  const left = pairs.length - good.length + empty.length;
  if (left) summary.say(left === 1 ? words.noRoomOne : said(words.noRoom, { n: left }));
}

/** The first chosen row goes into the others; one cell alone takes what stands above it. */
export function fillDown() {
  const block = chosen();
  const above = block.length > 1 ? block[0] : [away(-1, 0)];
  const rows = block.length > 1 ? block.slice(1) : [[here()]];
  into(rows.flatMap((row) => row.map((cell, at) => [cell, says(above[at])]).filter((_pair, at) => takes(above[at]))));
}

export function empty() {
  const cells = chosen().flat().filter(fits);
  const may = cells.filter((cell) => MAY_BE_EMPTY.has(cell.dataset.c));
  if (!may.length) { summary.say(cells.length ? words.cannotEmpty : words.readOnly); return; }
  act(may.map((cell) => wanted(cell, "")));
}
