// What every page needs: how htmx is set, the light and dark switch, focus after an error.
(() => {
  // Our policy allows neither its inline style nor eval. Back asks the server again: a page kept as
  // it was would have scripts that do not answer, and would outlive its reader.
  Object.assign(window.htmx?.config ?? {}, { includeIndicatorStyles: false, allowEval: false, historyCacheSize: 0, refreshOnHistoryMiss: true });

  const root = document.documentElement;
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  document.querySelectorAll("[data-theme-switch]").forEach((button) => {
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`; // the server writes it into the next page
      document.dispatchEvent(new CustomEvent("theme-changed"));
    });
  });

  // Back to a page that was left in the other: it takes up what was chosen since.
  addEventListener("pageshow", () => {
    const kept = document.cookie.match(/(?:^|; )theme=(light|dark)(?:;|$)/)?.[1];
    if (!kept || kept === root.dataset.theme) return;
    root.dataset.theme = kept;
    document.dispatchEvent(new CustomEvent("theme-changed"));
  });

  // Sections below the screen are laid out one at a time when nothing else is to be done, so that no
  // one of them holds a touch up. Whoever comes for a part of the page, or back to where they were,
  // gets all of it at once, as nothing above that place may grow afterwards.
  const unlaid = [...document.querySelectorAll(".section")];
  const layNext = () => {
    unlaid.shift()?.classList.add("is-laid");
    if (unlaid.length) requestAnimationFrame(() => whenIdle(layNext)); // one in a frame: more would be one long task
  };
  const layAll = () => { while (unlaid.length) unlaid.shift().classList.add("is-laid"); };
  const whenIdle = window.requestIdleCallback ?? ((next) => setTimeout(next, 50));
  const isNew = (performance.getEntriesByType("navigation")[0]?.type ?? "navigate") === "navigate";
  if (location.hash || !isNew) layAll();
  else addEventListener("load", () => whenIdle(layNext));
  document.addEventListener("click", (event) => { if (event.target.closest?.('a[href^="#"]')) layAll(); });

  // A refused form moves focus to its summary, so that a screen reader starts with what went wrong.
  document.querySelector("[data-error-summary]")?.focus();

  // What was typed is kept in this tab until the page that says it was saved.
  document.querySelectorAll("[data-draft-saved]").forEach((saved) => {
    try { sessionStorage.removeItem(saved.dataset.draftSaved); } catch { /* nothing kept */ }
  });

  // A form sent once is not sent again by a second click. The server keeps it to once as well.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    addEventListener("pageshow", () => { delete form.dataset.sent; }, { once: true });
  });
})();
