// How many questions a draft asks, and how long that takes, while the lead ticks them.
// Without this script the figure is the one of what is saved.
"use strict";

(() => {
  const form = document.querySelector("[data-counts-questions]");
  const said = form?.querySelector("[data-questions]");
  if (!said) return;

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

  form.addEventListener("input", count);
  count();
})();
