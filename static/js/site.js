// What every page needs: how htmx is set, the light and dark switch, focus after an error.
// It stands in the head (templates/base.html says why), so what is on the page is looked for when all of it is there.
(() => {
  const root = document.documentElement;
  const whenIdle = window.requestIdleCallback ?? ((next) => setTimeout(next, 50));

  // --- light and dark: the server writes what was chosen into the next page ----------------------

  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const take = (theme) => {
    root.dataset.theme = theme;
    document.dispatchEvent(new CustomEvent("theme-changed"));
  };
  const change = () => {
    take(isDark() ? "light" : "dark");
    const safely = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax${safely}`;
  };
  // Back to a page that was left in the other: it takes up what was chosen since.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return; // a page that has just come knows; and cookies are slow to read
    const kept = document.cookie.match(/(?:^|; )theme=(light|dark)(?:;|$)/)?.[1];
    if (kept && kept !== root.dataset.theme) take(kept);
  });

  // --- a form sent once is not sent again by a second click; the server keeps it to once as well ---

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    addEventListener("pageshow", () => { delete form.dataset.sent; }, { once: true });
  });

  // --- sections below the screen -------------------------------------------------------------------

  // They are laid out one at a time when nothing else is to be done, so that no one of them holds a
  // touch up. Whoever comes for a part of the page, or back to where they were, gets all of it at
  // once, as nothing above that place may grow afterwards.
  function laySections() {
    const unlaid = [...document.querySelectorAll(".section")];
    const layNext = () => {
      unlaid.shift()?.classList.add("is-laid");
      if (unlaid.length) requestAnimationFrame(() => whenIdle(layNext)); // one in a frame: more would be one long task
    };
    const layAll = () => { while (unlaid.length) unlaid.shift().classList.add("is-laid"); };
    const isNew = (performance.getEntriesByType("navigation")[0]?.type ?? "navigate") === "navigate";
    if (location.hash || !isNew) layAll();
    else addEventListener("load", () => whenIdle(layNext));
    document.addEventListener("click", (event) => { if (event.target.closest?.('a[href^="#"]')) layAll(); });
  }

  // htmx has arrived by then, and looks at its settings after this. Our policy allows neither its inline
  // style nor eval. Back asks the server again: a page kept as it was would have scripts that do not
  // answer, and would outlive its reader.
  document.addEventListener("DOMContentLoaded", () => {
    Object.assign(window.htmx?.config ?? {}, { includeIndicatorStyles: false, allowEval: false, historyCacheSize: 0, refreshOnHistoryMiss: true });
  });

  // All of the page is there, and no deferred script has run yet.
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    document.querySelectorAll("[data-theme-switch]").forEach((button) => button.addEventListener("click", change));
    laySections();

    // A refused form moves focus to its summary, so that a screen reader starts with what went wrong.
    document.querySelector("[data-error-summary]")?.focus();

    // What was typed is kept in this tab until the page that says it was saved.
    document.querySelectorAll("[data-draft-saved]").forEach((saved) => {
      try { sessionStorage.removeItem(saved.dataset.draftSaved); } catch { /* nothing kept */ }
    });
  });
})();
