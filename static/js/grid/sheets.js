// Rows and columns as a spreadsheet puts them on the clipboard: tabs between cells, a line a row.
// A cell with a tab, a line break or a quotation mark stands in quotation marks, doubled inside.

/** Text from a clipboard as rows of cells. */
export function parse(text) {
  const rows = [[]];
  let at = 0;
  while (at <= text.length) {
    const [cell, end] = text[at] === '"' ? quoted(text, at) : plain(text, at);
    rows.at(-1).push(cell);
    if (end >= text.length) break;
    at = end + 1;
    if (text[end] === "\t") continue;
    if (text[end] === "\r" && text[at] === "\n") at += 1;
    if (at >= text.length) break; // the line break after the last row
    rows.push([]);
  }
  return rows;
}

function plain(text, from) {
  let end = from;
  while (end < text.length && !"\t\r\n".includes(text[end])) end += 1;
  return [text.slice(from, end), end];
}

/** A cell in quotation marks; one that is never closed is taken as it stands. */
function quoted(text, from) {
  let cell = "";
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') { cell += '"'; at += 1; }
    else if (at + 1 >= text.length || "\t\r\n".includes(text[at + 1])) return [cell, at + 1];
    else break;
  }
  return plain(text, from);
}

/** Rows of cells as text for a clipboard. */
export const format = (rows) => rows.map((row) => row.map(cellOf).join("\t")).join("\n");

const cellOf = (text) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
