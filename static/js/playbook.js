// The playbook: Escape puts "say why not" away. Everything else works by htmx alone, or without a script.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") event.target.closest?.(".pb-why")?.querySelector("[data-cancel]")?.click();
});
