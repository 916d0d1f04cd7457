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
  if (event.target.matches(".ord-undo")) return; // says on a page of its own what was undone
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
  const grip = event.currentTarget;
  const item = grip.closest(".ord-item");
  held = { item, grip, from: item.parentElement };
  item.classList.add("is-held");
  grip.setPointerCapture(event.pointerId);
  grip.addEventListener("pointermove", drag);
  grip.addEventListener("pointerup", drop);
  grip.addEventListener("pointercancel", letGo);
}

// Where it would go is a line of its own: the thing stays where it is until it is let go.
const mark = document.createElement("li");
mark.className = "ord-mark";

function listAt(x, y) {
  const under = document.elementFromPoint(x, y);
  const kind = held.from.dataset.kind;
  const list = under?.closest(`.ord[data-kind="${kind}"]`);
  if (list || kind !== "key_result") return list;
  return under?.closest('.ord-item[id^="objective-"]')?.querySelector(".ord"); // an objective's own line
}

function drag(event) {
  const list = listAt(event.clientX, event.clientY);
  if (!list) return;
  const others = [...list.children].filter((one) => one !== held.item && one !== mark);
  const next = others.find((one) => {
    const box = one.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  });
  list.insertBefore(mark, next ?? null);
}

function letGo() {
  const { item, grip } = held;
  grip.removeEventListener("pointermove", drag);
  grip.removeEventListener("pointerup", drop);
  grip.removeEventListener("pointercancel", letGo);
  item.classList.remove("is-held");
  mark.remove();
  held = null;
}

function drop() {
  const { item, from } = held;
  const list = mark.parentElement;
  const to = list ? [...list.children].filter((one) => one !== item).indexOf(mark) : -1;
  letGo();
  if (!list || (list === from && [...from.children].indexOf(item) === to)) return;
  const extra = { to, seen: list.dataset.seen };
  if (list !== from && list.dataset.into) extra.into = list.dataset.into;
  send(item.querySelector("form"), null, extra);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && held) letGo();
});
grips();
