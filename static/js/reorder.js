// Putting things in order without a new page: the same forms are sent, and the answer's list takes
// the place of this one. Focus stays on the button, and the new place is read out.
const order = document.getElementById("order");
const say = document.getElementById("order-say");
let held = null;

function show(answer) {
  const fresh = answer.getElementById("order");
  if (!fresh) return false;
  const words = fresh.querySelector("#order-say");
  const next = [...fresh.children].filter((part) => part !== words);
  order.replaceChildren(say, ...next);
  say.textContent = words.textContent;
  order.querySelector("[autofocus]")?.focus();
  grips();
  return true;
}

async function send(form, submitter, extra = {}) {
  const body = new FormData(form, submitter);
  for (const [name, value] of Object.entries(extra)) body.set(name, value);
  order.setAttribute("aria-busy", "true");
  try {
    const reply = await fetch(form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (!show(page)) location.assign(order.dataset.here);
  } catch {
    location.assign(order.dataset.here); // not sent: the page shows what is stored
  } finally {
    order.removeAttribute("aria-busy");
  }
}

order.addEventListener("submit", (event) => {
  event.preventDefault();
  if (order.getAttribute("aria-busy") !== "true") send(event.target, event.submitter);
});

function grips() {
  for (const grip of order.querySelectorAll("[data-grip]")) {
    grip.hidden = false;
    grip.addEventListener("pointerdown", take);
  }
}

function take(event) {
  if (event.button !== 0 || held) return;
  event.preventDefault();
  const item = event.target.closest(".ord-item");
  held = { item, grip: event.target.closest("[data-grip]"), from: item.parentElement, before: item.nextElementSibling };
  held.grip.setPointerCapture(event.pointerId);
  item.classList.add("is-held");
  held.grip.addEventListener("pointermove", drag);
  held.grip.addEventListener("pointerup", drop, { once: true });
  held.grip.addEventListener("pointercancel", putBack, { once: true });
}

function listAt(x, y) {
  const under = document.elementFromPoint(x, y);
  const list = under?.closest(`.ord[data-kind="${held.from.dataset.kind}"]`);
  if (list || held.from.dataset.kind !== "key_result") return list;
  return under?.closest('.ord-item[id^="objective-"]')?.querySelector(".ord") ?? null; // an objective's own line
}

function drag(event) {
  const list = listAt(event.clientX, event.clientY);
  if (!list || held.item.contains(list)) return;
  const others = [...list.children].filter((one) => one !== held.item);
  const next = others.find((one) => {
    const box = one.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  });
  list.insertBefore(held.item, next ?? null);
}

function letGo() {
  const { item, grip, from, before } = held;
  grip.removeEventListener("pointermove", drag);
  item.classList.remove("is-held");
  held = null;
  return { item, from, before };
}

function putBack() {
  if (!held) return;
  const { item, from, before } = letGo();
  from.insertBefore(item, before);
}

function drop() {
  if (!held) return;
  const { item, from } = letGo();
  const list = item.parentElement;
  const to = [...list.children].indexOf(item);
  const seen = list.dataset.seen;
  const stays = list === from && seen.split(",")[to] === item.id.split("-").pop();
  if (stays) return;
  const extra = { to, seen };
  if (list.dataset.into) extra.into = list.dataset.into;
  send(item.querySelector("form"), null, extra);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") putBack();
});
grips();
