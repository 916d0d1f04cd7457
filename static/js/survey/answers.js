// The answers as they stand in the page: one choice a question, or none.

const radios = (place) => [...document.querySelectorAll(`input[name="q${place}"]`)];

/** The place of the option chosen for a question; null where there is none. */
export function chosen(place) {
  const found = radios(place).findIndex((radio) => radio.checked);
  return found < 0 ? null : found;
}

export function choose(place, option) {
  radios(place).forEach((radio, at) => {
    radio.checked = at === option;
  });
}

/** What stands beside the option chosen for a question; "" where there is none. */
export function chosenWords(place) {
  const radio = radios(place).find((one) => one.checked);
  return radio?.closest("label").querySelector("b").textContent.trim() ?? "";
}

export const everything = (many) => Array.from({ length: many }, (_each, place) => chosen(place));

export const fill = (answers) => answers.forEach((option, place) => choose(place, option));

export const clearAll = (many) => fill(Array.from({ length: many }, () => null));
