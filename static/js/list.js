// The list of key results: whoever sends the filters is taken to how many were found.
// Whoever only changes one of them stays there: the count is read out without moving focus.
document.addEventListener("htmx:afterSettle", (event) => {
  const { requestConfig, target } = event.detail;
  if (target?.id === "rows" && requestConfig?.triggeringEvent?.type === "submit") document.getElementById("how-many")?.focus();
});
