// A row under a row: what is wrong or what somebody else did, and the ways out of it.

import { cellIn, go, words } from "./table.js";

const FIELDS = { reason: "why_reason", approved_by: "why_approved" };

const under = (line) => (line.nextElementSibling?.classList.contains("g-msg") ? line.nextElementSibling : null);
export const idUnder = (line) => `m${line.id}`;

/** Take the message away; the keyboard goes back to the row if it was in it. */
export function clear(line) {
  const row = under(line);
  if (!row) return;
  const within = row.contains(document.activeElement);
  row.remove();
  if (within) go(line.cells[0]);
}

/** Say what became of a row, with a button for each way out: `take` is told which was pressed. */
export function show(line, outcome, take) {
  const kept = typedWhy(under(line));
  clear(line);
  const row = document.createElement("tr");
  const cell = document.createElement("td");
  const text = document.createElement("p");
  row.className = `g-msg${outcome.state === "bad" || outcome.state === "gone" ? "" : " g-conf"}`;
  row.setAttribute("role", "row");
  cell.setAttribute("role", "gridcell");
  cell.ariaColSpan = "11";
  text.append(sentences(line, outcome));
  if (outcome.state === "why") text.append(...Object.keys(FIELDS).map((name) => field(name, kept[name])));
  text.append(...ways(outcome).map((way) => control(line, way, outcome, text, take)));
  cell.append(text);
  row.append(cell);
  line.after(row);
}

/** Rows that ask the same can be answered together; summary.js shows that button when there are. */
function ways({ state, ways: given }) {
  return state === "why" ? [given[0], { do: "all", words: words.whyAll }, ...given.slice(1)] : given;
}

function sentences(line, outcome) {
  const span = document.createElement("span");
  const strong = document.createElement("b");
  span.id = idUnder(line);
  strong.textContent = outcome.strong;
  span.append(strong, ` ${outcome.sentence}`);
  return span;
}

function field(name, text = "") {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.className = "input";
  input.name = name;
  input.value = text;
  label.append(words[FIELDS[name]], input);
  return label;
}

function control(line, way, outcome, text, take) {
  if (way.do === "open") {
    const to = document.createElement("a");
    to.className = "btn-m btn-3 btn-s";
    to.href = way.href;
    to.textContent = way.words;
    return to;
  }
  const quiet = way.do === "back" || way.do === "theirs";
  const button = document.createElement("button");
  button.type = "button";
  if (way.do === "all") Object.assign(button, { hidden: true }).dataset.all = "";
  button.className = `btn-m ${quiet ? "btn-3" : "btn-2"} btn-s`;
  button.textContent = way.words;
  button.addEventListener("click", () => {
    const why = typedWhy(text);
    go(cellIn(line, outcome.columns[0] || "title"));
    take(way, why);
  });
  return button;
}

function typedWhy(within) {
  const typed = {};
  within?.querySelectorAll("input").forEach((input) => { typed[input.name] = input.value; });
  return typed;
}
