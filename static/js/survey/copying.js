// A button that copies a link which stands in a field. Without this script the text can be selected.
for (const place of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(place.dataset.copies);
  const said = place.querySelector("[role=status]");
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    field.select();
    const copied = navigator.clipboard?.writeText(field.value) ?? Promise.reject();
    said.textContent = await copied.then(() => said.dataset.said, () => said.dataset.failed);
  });
}
