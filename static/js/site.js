// What every page needs: the light and dark switch, the CSRF token for htmx, focus after an error.
(() => {
  const root = document.documentElement;
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  document.querySelectorAll("[data-theme-switch]").forEach((button) => {
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* private window: this page only */ }
      document.dispatchEvent(new CustomEvent("theme-changed"));
    });
  });

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
