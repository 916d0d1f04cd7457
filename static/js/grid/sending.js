// Asking the server, with the token against forged requests; why there is no answer is a sentence.

import { words } from "./table.js";

const TOKEN = "[name=csrfmiddlewaretoken]";
const PATIENCE = 60_000; // milliseconds: then the connection counts as lost, and it is asked again
const ours = () => document.getElementById("token");
export const reader = ours()?.dataset.reader;

/** Gives the answer, or why there is none and whether it is asked again. */
export async function post(address, body, isSecond = false) {
  try {
    const response = await send(address, body);
    if (response.type === "opaqueredirect") return { sentence: words.session, again: "when told" };
    if (response.status === 403) {
      const why = isSecond ? words.forbidden : await freshToken();
      return why ? { sentence: why, again: "when told" } : await post(address, body, true);
    }
    if (response.ok || response.status === 400) return await response.json();
    return { sentence: words.broken, again: "by itself" };
  } catch {
    return { sentence: words.trying, again: "by itself" };
  }
}

const send = (address, body) => fetch(address, {
  method: "POST",
  redirect: "manual",
  signal: AbortSignal.timeout(PATIENCE),
  headers: { "Content-Type": "application/json", "X-CSRFToken": ours().querySelector(TOKEN).value },
  body: JSON.stringify(body),
});

/** Whoever signed in again has a new token, which the page brings. Gives why there is none, or "". */
export async function freshToken() {
  const page = await fetch(`${location.pathname}?q=${encodeURIComponent("\u2014")}`, { redirect: "manual" });
  if (page.type === "opaqueredirect") return words.session;
  const form = page.ok && new DOMParser().parseFromString(await page.text(), "text/html").getElementById("token");
  if (!form) return words.forbidden;
  if (form.dataset.reader !== reader) return words.another; // what was typed here is not theirs
  ours().querySelector(TOKEN).value = form.querySelector(TOKEN).value;
  return "";
}
