// The playbook: Escape puts "say why not" away, and a refused answer moves focus to what is wrong with it.
// Everything else works by htmx alone, or without a script.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") event.target.closest?.(".pb-why")?.querySelector("[data-cancel]")?.click();
});
document.addEventListener("htmx:load", (event) => {
  event.detail.elt.querySelector?.("[data-error-summary]")?.focus();
});
