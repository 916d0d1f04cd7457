// The strategy map: larger and smaller, moved by dragging, and walked along its branches by arrow
// keys. Without this script it is a drawing that scrolls, with links in the order they are read.
(() => {
  const pane = document.querySelector("[data-map]");
  const drawing = pane.querySelector("svg");
  const tools = document.querySelector("[data-map-tools]");
  const said = document.querySelector("[data-map-size]");
  const links = [...drawing.querySelectorAll("a[data-level]")];
  const SIZES = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
  const FIT = SIZES.indexOf(1);
  let at = FIT;
  let from = null;

  const sized = (step) => {
    at = step === 0 ? FIT : Math.min(Math.max(at + step, 0), SIZES.length - 1);
    const middle = (pane.scrollLeft + pane.clientWidth / 2) / pane.scrollWidth;
    drawing.style.width = at === FIT ? "" : `${SIZES[at] * 100}%`;
    drawing.style.minWidth = at === FIT ? "" : "0";
    pane.classList.toggle("map-zoomed", at > FIT);
    pane.scrollLeft = middle * pane.scrollWidth - pane.clientWidth / 2;
    said.textContent = said.dataset.said.replace("{n}", SIZES[at] * 100);
  };

  const levelOf = (link) => Number(link.dataset.level);

  // Up and down stay on a level; right goes to what comes out of a box, left to what it comes from.
  const next = (link, key) => {
    const place = links.indexOf(link);
    const level = levelOf(link);
    const before = links.slice(0, place).reverse();
    const after = links.slice(place + 1);
    if (key === "ArrowRight") return after[0] && levelOf(after[0]) > level ? after[0] : null;
    if (key === "ArrowLeft") return before.find((one) => levelOf(one) < level);
    const way = key === "ArrowDown" ? after : before;
    return way.find((one) => levelOf(one) === level);
  };

  const ZOOM = { "+": 1, "=": 1, "-": -1, "−": -1, 0: 0 };

  pane.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in ZOOM) {
      sized(ZOOM[event.key]);
      event.preventDefault();
      return;
    }
    const link = event.target.closest("a[data-level]");
    if (!link || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    const other = next(link, event.key);
    other?.focus();
    other?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  tools.addEventListener("click", (event) => {
    const way = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (way) sized({ in: 1, out: -1, fit: 0 }[way]);
  });

  // A drag that moved the map is no click on what it began on.
  pane.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType !== "mouse") return;
    from = { x: event.clientX, y: event.clientY, left: pane.scrollLeft, top: pane.scrollTop, moved: false };
  });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const across = event.clientX - from.x;
    const down = event.clientY - from.y;
    if (Math.abs(across) + Math.abs(down) > 5) from.moved = true;
    if (!from.moved) return;
    pane.scrollLeft = from.left - across;
    pane.scrollTop = from.top - down;
  });
  addEventListener("pointerup", () => {
    if (from?.moved) {
      const still = (event) => event.preventDefault();
      pane.addEventListener("click", still, { capture: true });
      setTimeout(() => pane.removeEventListener("click", still, { capture: true }), 0);
    }
    from = null;
  });
  pane.addEventListener("dragstart", (event) => event.preventDefault());

  const print = document.querySelector("[data-print]");
  print.addEventListener("click", () => window.print());
  print.hidden = false;
  tools.hidden = false;
})();
