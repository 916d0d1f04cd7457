// Slides of the dashboards: all of them are in the page, and one is shown. Without this script each
// step is a link. Keys: arrows left and right, Page Up and Page Down (what clickers send), Home, End,
// Escape back to the dashboards; F for the full screen, while the focus is on the slides.
(() => {
  const deck = document.getElementById("deck");
  const slides = [...deck.querySelectorAll("[data-slide]")];
  const said = document.querySelector("[data-slide-said]");
  const place = document.querySelector("[data-slide-at]");
  const steps = [...document.querySelectorAll("[data-slide-step]")];
  const close = document.querySelector("[data-slide-close]");
  const full = document.querySelector("[data-full-screen]");
  const STEPS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
  let at = Number(deck.dataset.at);

  const addressOf = (number) => {
    const address = new URL(location.href);
    address.searchParams.set("slide", number);
    return address.pathname + address.search;
  };

  const titleOf = (number) =>
    deck.dataset.said.replace("{n}", number).replace("{last}", slides.length);

  const show = (number, keep) => {
    at = Math.min(Math.max(number, 1), slides.length);
    slides.forEach((slide) => { slide.hidden = Number(slide.dataset.slide) !== at; });
    const name = slides[at - 1].querySelector("h2");
    place.textContent = at;
    said.textContent = `${titleOf(at)}: ${name.textContent}`;
    document.title = document.title.replace(/^.*? – /, `${titleOf(at)} – `);
    steps.forEach((step) => {
      const to = at + Number(step.dataset.slideStep);
      const there = to >= 1 && to <= slides.length;
      there ? step.setAttribute("href", addressOf(to)) : step.removeAttribute("href");
      there ? step.removeAttribute("aria-disabled") : step.setAttribute("aria-disabled", "true");
    });
    scrollTo(0, 0);
    name.focus({ preventScroll: true });
    if (keep) history.pushState({ slide: at }, "", addressOf(at));
  };

  const go = (number) => {
    const to = Math.min(Math.max(number, 1), slides.length);
    if (to !== at) show(to, true);
  };

  const fullScreen = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  };

  steps.forEach((step) => step.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(at + Number(step.dataset.slideStep));
  }));

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { key } = event;
    if (key in STEPS) go(at + STEPS[key]);
    else if (key === "Home") go(1);
    else if (key === "End") go(slides.length);
    else if (key === "Escape" && !document.fullscreenElement) close.click();
    else if (key.toLowerCase() === "f" && deck.contains(document.activeElement)) fullScreen();
    else return;
    event.preventDefault();
  });

  addEventListener("popstate", () => {
    show(Number(new URL(location.href).searchParams.get("slide")) || 1, false);
  });

  if (document.fullscreenEnabled) {
    full.hidden = false;
    full.addEventListener("click", fullScreen);
  }
  slides[at - 1].querySelector("h2").focus({ preventScroll: true });
})();
