// Keeps what is being typed in this browser tab, so that a closed lid or a lost session loses nothing.
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const name = form.dataset.draft;
  const said = form.querySelector("[data-draft-said]");
  const skip = new Set(["csrfmiddlewaretoken", "key", "version"]);
  const fields = () => [...form.elements].filter((field) => field.name && !skip.has(field.name) && field.type !== "submit");

  const read = () => { try { return JSON.parse(sessionStorage.getItem(name) || "null"); } catch { return null; } };
  const write = (draft) => { try { sessionStorage.setItem(name, JSON.stringify(draft)); return true; } catch { return false; } };

  // What the server sent back after a refusal is newer than any draft.
  const kept = document.querySelector("[data-error-summary]") ? null : read();
  if (kept) {
    fields().forEach((field) => {
      if (field.type === "radio" || field.type === "checkbox") field.checked = (kept[field.name] || []).includes(field.value);
      else if (field.name in kept) field.value = kept[field.name];
    });
  }

  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; try { sessionStorage.removeItem(name); } catch { /* nothing kept */ } });
  setInterval(() => {
    if (!changed) return;
    changed = false;
    const draft = {};
    fields().forEach((field) => {
      if (field.type === "radio" || field.type === "checkbox") {
        if (field.checked) (draft[field.name] ||= []).push(field.value);
      } else draft[field.name] = field.value;
    });
    if (!write(draft)) return;
    const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    said.textContent = said.dataset.words.replace("{time}", now);
  }, 3000);
})();
