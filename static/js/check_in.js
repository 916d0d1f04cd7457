// Keeps what is being typed in this browser tab, so that a closed lid or a lost session loses nothing.
// The draft goes when a page says that it was saved (site.js), and not before: until then nobody has it.
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const { draft: name, draftBy: by } = form.dataset;
  const said = form.querySelector("[data-draft-said]");
  const skip = new Set(["csrfmiddlewaretoken", "key", "version"]);
  const fields = () => [...form.elements].filter((field) => field.name && !skip.has(field.name) && field.type !== "submit");
  const isTicked = (field) => field.type === "radio" || field.type === "checkbox";

  const read = () => { try { return JSON.parse(sessionStorage.getItem(name) || "null"); } catch { return null; } };
  const write = (draft) => { try { sessionStorage.setItem(name, JSON.stringify(draft)); return true; } catch { return false; } };

  const written = () => {
    const words = {};
    fields().forEach((field) => {
      if (!isTicked(field)) words[field.name] = field.value;
      else if (field.checked) (words[field.name] ||= []).push(field.value);
    });
    return { by, words };
  };

  const putBack = ({ words }) => {
    fields().forEach((field) => {
      if (isTicked(field)) field.checked = (words[field.name] || []).includes(field.value);
      else if (field.name in words) field.value = words[field.name];
    });
    said.textContent = said.dataset.back;
    // What saving would do is worked out anew, once htmx listens.
    addEventListener("load", () => form.dispatchEvent(new Event("input", { bubbles: true })));
  };

  // What the server sent back after a refusal is newer than any draft; another person's is not theirs.
  const kept = document.querySelector("[data-error-summary]") ? null : read();
  if (kept?.by === by && kept.words) putBack(kept);

  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; write(written()); });
  setInterval(() => {
    if (!changed) return;
    changed = false;
    if (!write(written())) return;
    const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    said.textContent = said.dataset.words.replace("{time}", now);
  }, 3000);
})();
