// One screen at a time, out of those the page holds. The browser's Back goes to the one before.

const all = () => [...document.querySelectorAll("[data-screen]")];
const title = document.title;
const listeners = new Map();
let shown = "start";

/** What to do each time a screen comes up. */
export const whenShown = (name, act) => listeners.set(name, act);

export const current = () => shown;

/** Go to a screen, as to a new page. */
export function goTo(name) {
  if (name !== shown) history.pushState({ screen: name }, "");
  show(name);
}

/** Put another screen in place of this one: Back does not return to it. */
export function replaceWith(name) {
  history.replaceState({ screen: name }, "");
  show(name);
}

/** Lay a screen over this one for a while: the history knows nothing of it. */
export function cover(name) {
  show(all().some((one) => one.dataset.screen === name) ? name : "refused-malformed");
}

/** Go back to the screen that was covered. */
export const uncover = () => show(history.state?.screen ?? "start");

function show(name) {
  const screen = all().find((one) => one.dataset.screen === name);
  if (!screen) return;
  for (const other of all()) other.hidden = other !== screen;
  shown = name;
  listeners.get(name)?.(screen);
  const heading = screen.querySelector("h1");
  document.title = name === "start" ? title : `${heading.textContent.trim()} – ${title}`;
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** Say in the title of the page, too, that something is missing on it. */
export function titleSays(word) {
  document.title = `${word} ${document.title}`;
}

/** Let Back and Forward move between screens, but not back behind something that is done. */
export function followHistory(allowed) {
  history.scrollRestoration = "manual";
  history.replaceState({ screen: shown }, "");
  addEventListener("popstate", (event) => {
    const name = event.state?.screen ?? "start";
    if (allowed(name)) show(name);
    else replaceWith(shown);
  });
  addEventListener("hashchange", () => {
    // Another invitation, opened in this same tab: a new start, as with any new page.
    if (/^#([tm]=|shared)/.test(location.hash)) location.reload();
  });
}

/** A link within the page moves the focus and leaves the address, and the history, alone. */
export function followLink(event, link) {
  event.preventDefault();
  document.querySelector(link.getAttribute("href"))?.focus();
}
