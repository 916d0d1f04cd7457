// The chart one can touch. The page already holds it as a drawing; plotly replaces the drawing when
// it is on screen and the page is at rest, or when somebody touches it. If anything fails, it stays.
(() => {
  const holder = document.querySelector("[data-chart]");
  if (!holder) return;
  const frame = holder.closest("figure");
  const button = frame.querySelector("[data-chart-image]");
  const says = frame.querySelector("[data-chart-says]");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let plot, figure, started;

  // The style sheet's colours, by what a trace is: plotly itself is told none.
  const COLOURS = { reading: "--m-cat-1", old: "--m-ref", expected: "--m-ink", target: "--m-ink" };

  // The words that matter most, and their size in pixels.
  const STRONG = { now: 18, first: 13, target: 14 };

  function painted() {
    const { data, layout } = structuredClone(figure);
    if (holder.clientWidth < 500) {
      layout.annotations = layout.meta.phone.annotations;
      layout.xaxis.tickvals = layout.meta.phone.tickvals;
    }
    const ink = token("--m-ink");
    const font = { family: token("--m-font"), size: 13, color: token("--m-ink-2") };
    for (const trace of data) {
      const colour = token(COLOURS[trace.meta]);
      if (trace.line) trace.line.color = colour;
      if (trace.marker) trace.marker.color = colour;
      if (trace.error_y) trace.error_y.color = token("--m-interval");
    }
    for (const shape of layout.shapes ?? []) {
      if (shape.name === "band") shape.fillcolor = token("--m-ontrack-soft");
      else if (shape.name === "old") shape.fillcolor = token("--m-sunk");
      else shape.line.color = token("--m-ink-2");
    }
    for (const note of layout.annotations ?? []) {
      note.font = note.name in STRONG ? { ...font, size: STRONG[note.name], color: ink, weight: 600 } : { ...font, size: 12 };
    }
    layout.font = font;
    layout.paper_bgcolor = layout.plot_bgcolor = token("--m-surface");
    layout.hoverlabel = { bgcolor: ink, bordercolor: ink, font: { ...font, color: token("--m-paper") } };
    for (const axis of [layout.xaxis, layout.yaxis]) {
      Object.assign(axis, { gridcolor: token("--m-grid"), linecolor: token("--m-axis"), tickcolor: token("--m-axis") });
    }
    layout.xaxis.showline = true;
    layout.xaxis.ticks = "outside";
    return [data, layout, { displayModeBar: false, responsive: true }];
  }

  const library = () => new Promise((resolve, reject) => {
    if (window.Plotly) { resolve(); return; }
    const script = document.createElement("script");
    script.src = holder.dataset.plotly;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  async function figureOf(address) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  async function draw() {
    [figure] = await Promise.all([figureOf(holder.dataset.chart), library()]);
    plot = document.createElement("div");
    plot.className = "chart-plot";
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", holder.dataset.label);
    holder.append(plot);
    try {
      await window.Plotly.newPlot(plot, ...painted());
      holder.classList.add("is-live");
    } catch (error) {
      plot.remove();
      plot = undefined;
      throw error;
    }
  }

  // Once, whoever asks first; a failure is said in words, and the next touch tries again.
  const load = () => (started ??= draw().catch(() => {
    started = undefined;
    says.textContent = holder.dataset.failed;
  }));

  const repaint = () => { if (plot) window.Plotly.react(plot, ...painted()); };
  document.addEventListener("theme-changed", repaint);
  dark.addEventListener("change", repaint);

  holder.addEventListener("pointerdown", load, { once: true });
  button.hidden = false;
  button.addEventListener("focus", load, { once: true });
  button.addEventListener("click", async () => {
    await load();
    if (!plot) return;
    window.Plotly.downloadImage(plot, { format: "png", width: 1000, height: 520, scale: 2, filename: holder.dataset.name });
  });

  const atRest = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    atRest(load);
  }, { threshold: 0.25 });
  if (document.readyState === "complete") watch.observe(holder);
  else addEventListener("load", () => watch.observe(holder), { once: true });
})();
