// The address of a finding, copied for a message. Without a clipboard the button never shows: the link beside it does the same.
const AWHILE = 2500; // milliseconds for which a button says that it copied

const show = (inside) => {
  if (!navigator.clipboard) return;
  inside.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = false; });
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const word = button.querySelector("[data-copy-word]");
  const before = word.dataset.before ?? word.textContent;
  word.dataset.before = before;
  try {
    await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
  } catch { return; } // refused by the browser: the link is still there
  word.textContent = button.dataset.copied;
  setTimeout(() => { word.textContent = before; }, AWHILE);
});

document.addEventListener("htmx:load", (event) => show(event.detail.elt));
show(document);
