// What is typed and not saved yet is kept in this tab, for this person: a reload finds it again.

import { cellIn, said, words } from "./table.js";
import { exact, says, touched, unsaved } from "./states.js";
import { reader } from "./sending.js";

const KEY = `grid-unsaved-${reader}`;
const kept = read();

function read() {
  try { return JSON.parse(sessionStorage.getItem(KEY)) || []; } catch { return []; }
}

const asKept = ({ id, line, version, typed }) => ({
  id, version, cells: Object.entries(typed).map(([column, text]) => [column, text, exact(cellIn(line, column))]),
});

/** Keep what is not saved by now; rows that this page does not show stay as they were kept. */
export function keep() {
  const away = kept.filter(({ id }) => !document.getElementById(`k${id}`));
  const rows = [...away, ...touched().filter(unsaved).map(asKept)];
  try {
    if (rows.length) sessionStorage.setItem(KEY, JSON.stringify(rows));
    else sessionStorage.removeItem(KEY);
  } catch { /* no room, or a private window: this page only */ }
}

/** What was kept of the rows on this page, as cells to type; each says again what it said then,
 *  so that what somebody else did meanwhile is told. */
export function found(stateOf) {
  return kept.flatMap(({ id, version, cells }) => {
    const line = document.getElementById(`k${id}`);
    if (!line) return [];
    stateOf(line).version = version;
    return cells.map(([column, text, before]) => {
      const cell = cellIn(line, column);
      cell.dataset.said ??= cell.textContent;
      cell.dataset.e = before;
      return { cell, before: says(cell), text };
    });
  });
}

export const sentence = (n) => (n === 1 ? words.foundOne : said(words.found, { n }));
