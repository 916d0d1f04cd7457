// How many questions a draft asks, and how long that takes, while the lead ticks them.
// Without this script the figure is the one of what is saved. A pair to cross is offered only while
// both of its attributes are ticked; without this script one that is not asked just does not count.
"use strict";

(() => {
  const form = document.querySelector("[data-counts-questions]");
  if (!form) return;
  const said = form.querySelector("[data-questions]");

  const ownQuestions = () =>
    [...form.querySelectorAll("[data-own-question]")].filter((boxes) =>
      boxes.querySelector("input").value.trim(),
    ).length;

  const count = () => {
    const ticked = form.querySelectorAll("input[type=checkbox]:checked:not([name=crossed])").length;
    const questions = 1 + ticked + ownQuestions(); // one is always asked
    said.textContent = questions;
    const perMinute = Number(form.dataset.perMinute);
    form.querySelector("[data-minutes]").textContent = Math.max(1, Math.ceil(questions / perMinute));
  };

  const offerPairs = () => {
    for (const pair of form.querySelectorAll("input[name=crossed]")) {
      const both = pair.value.split("-");
      pair.closest("label").hidden = !both.every((code) => form.elements[code]?.checked);
    }
  };

  const look = () => {
    offerPairs();
    if (said) count();
  };

  form.addEventListener("input", look);
  look();
})();
