// Charts one can touch. A page holds each as a drawing; when somebody first points at it, clicks it
// or comes to its button with the keyboard, plotly takes the drawing's place, just as large and with
// the same words in the same places. Nothing is asked for before. If anything fails, the drawing stays.
(() => {
  const here = document.currentScript.dataset;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 60rem)");
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--m-${name}`).trim();
  const live = [];

  // --- colours: plotly is told none; the style sheet's are given to what a thing is ------------------

  const COLOURS = {
    reading: "cat-1", old: "ref", expected: "ink", target: "ink", share: "cat-1", before: "cat-1", other: "cat-4",
    goal: "ink", move: "cat-1", range: "interval", bar: "cat-1", ground: "sunk", hidden: "hatch", "s-unset": "edge", "s-stale": "edge",
  };
  const WORDS = { "c-ink": "ink", "c-ink2": "ink-2", "c-ink3": "ink-3", "c-benchw": "cat-4-ink", "c-refw": "ink-2", "c-on": "surface" };
  const STRONG = { now: 18, first: 13, target: 14 }; // the words that matter most on a path, in pixels
  const HOLLOW = ["hidden", "before", "s-unset"]; // drawn as an edge around the paper's colour
  const colourOf = (meta) => token(COLOURS[meta] ?? meta.slice(2));

  function painted(trace) {
    const colour = colourOf(trace.meta), surface = token("surface");
    const hollow = HOLLOW.includes(trace.meta);
    if (trace.line) trace.line.color = trace.meta === "range" ? `${colour}4d` : colour; // as faint as drawn
    if (trace.error_y) trace.error_y.color = token("interval");
    if (!trace.marker) return;
    const across = trace.marker.symbol === "line-ns", ring = String(trace.marker.symbol).includes("open");
    trace.marker.color = hollow && !across && !ring ? surface : colour;
    if (across && trace.meta === "before") trace.marker.line.color = surface;
    else if (trace.marker.line) trace.marker.line.color = hollow || across ? colour : surface;
    if (trace.marker.pattern) Object.assign(trace.marker.pattern, { fgcolor: colour, bgcolor: surface });
  }

  function shaped(shape) {
    if (shape.name === "band") shape.fillcolor = token("ontrack-soft");
    else if (shape.name === "old") shape.fillcolor = token("sunk");
    else shape.line.color = token({ rule: "rule", everybody: "ref" }[shape.name] ?? "ink-2");
  }

  function written(note, font) {
    const css = note.name.split(" ");
    const size = css.find((one) => /^c-\d+$/.test(one))?.slice(2);
    const strong = ["c-b", "c-benchw"].some((one) => css.includes(one)) || note.name in STRONG;
    const colour = WORDS[css.find((one) => one in WORDS)] ?? (note.name in STRONG ? "ink" : "ink-2");
    note.font = { ...font, size: Number(size ?? STRONG[note.name] ?? 12), color: token(colour), weight: strong ? 600 : 400 };
  }

  // The figure for this paper, in the colours of now.
  function dressed(told) {
    const { data, layout } = structuredClone(told.wide ? told[narrow.matches ? "phone" : "wide"] : told);
    if (layout.meta?.phone && narrow.matches) {
      layout.annotations = layout.meta.phone.annotations;
      layout.xaxis.tickvals = layout.meta.phone.tickvals;
    }
    const font = { family: token("font"), size: 13, color: token("ink-2") };
    data.forEach(painted);
    (layout.shapes ?? []).forEach(shaped);
    (layout.annotations ?? []).forEach((note) => written(note, font));
    layout.font = font;
    layout.paper_bgcolor = token("surface");
    layout.plot_bgcolor = "transparent"; // some axes lie over others
    layout.hoverlabel = { bgcolor: token("ink"), bordercolor: token("ink"), font: { ...font, color: token("paper") } };
    for (const name of Object.keys(layout).filter((one) => /^[xy]axis/.test(one))) {
      Object.assign(layout[name], { gridcolor: token("grid"), zerolinecolor: token("grid"), linecolor: token("axis"), tickcolor: token("axis") });
    }
    if (!told.wide) Object.assign(layout.xaxis, { showline: true, ticks: "outside" });
    return [data, layout, { displayModeBar: false, responsive: true }];
  }

  // --- what is fetched, once for all charts of a page, and only when one is touched ------------------

  const arrived = (element) => new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => { element.remove(); reject(new Error(here.plotly)); };
    document.head.append(element);
  });
  let asked;
  const library = () => (asked ??= Promise.all([
    // With this id plotly leaves its style sheet to us: it would write it into the page.
    arrived(Object.assign(document.createElement("link"), { rel: "stylesheet", id: "plotly.js-style-global", className: "no-inline-styles", href: here.css })),
    arrived(Object.assign(document.createElement("script"), { src: here.plotly })),
  ]).catch((error) => {
    asked = undefined;
    document.getElementById("plotly.js-style-global")?.remove();
    throw error;
  }));

  async function told(address) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  // --- one chart ---------------------------------------------------------------------------------------

  function begin(holder) {
    if (holder.dataset.ready) return;
    holder.dataset.ready = "yes";
    const frame = holder.closest("figure");
    const drawing = (paper) => holder.querySelector(`:scope > svg.chart-${paper}`);
    const says = Object.assign(document.createElement("p"), { className: "chart-says" });
    says.setAttribute("role", "status");
    let plot, figure, started, step = -1;

    const high = () => {
      const box = drawing(narrow.matches ? "phone" : "wide").viewBox.baseVal;
      return `${Math.round((plot.clientWidth * box.height) / box.width)}px`;
    };

    async function draw() {
      [figure] = await Promise.all([told(holder.dataset.chart || holder.closest("section").querySelector('[href*=".csv"]').href.replace(".csv", ".json")), library()]);
      plot = Object.assign(document.createElement("div"), { className: "chart-plot", tabIndex: 0 });
      plot.setAttribute("role", "application");
      plot.setAttribute("aria-label", drawing("wide").getAttribute("aria-label"));
      holder.append(plot);
      plot.style.height = high();
      try {
        await window.Plotly.newPlot(plot, ...dressed(figure));
      } catch (error) {
        plot.remove();
        plot = undefined;
        throw error;
      }
      plot.on("plotly_afterplot", named);
      named();
      plot.addEventListener("keydown", walk);
      holder.classList.add("is-live");
      live.push(again);
    }

    // Words take the classes of the drawing's, for what a font cannot say.
    function named() {
      for (const group of plot.querySelectorAll(".annotation[data-index]")) {
        const note = plot.layout.annotations[group.dataset.index];
        if (note) group.classList.add(...note.name.split(" "));
      }
    }

    function again() {
      if (!plot.isConnected) return;
      plot.style.height = high();
      window.Plotly.react(plot, ...dressed(figure));
    }

    // Every point that has words, row by row where there are rows.
    function points() {
      const found = plot.data.flatMap((trace, curveNumber) => [trace.hovertext ?? []].flat().map((words, pointNumber) => (
        { curveNumber, pointNumber, words, axes: trace.xaxis ?? "x", panel: trace.legendrank, y: trace.y[pointNumber] })));
      return plot.layout.meta?.rows ? found.sort((a, b) => a.panel - b.panel || a.y - b.y || b.curveNumber - a.curveNumber) : found;
    }

    // With the arrow keys from figure to figure: each is shown, and said.
    function walk(event) {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      const all = points();
      step = Math.min(all.length - 1, Math.max(0, step + by));
      window.Plotly.Fx.hover(plot, [all[step]], all[step].axes + all[step].axes.replace("x", "y"));
      says.textContent = all[step].words;
    }

    // Once, whoever asks first; a failure is said in words, and the next touch tries again.
    const load = () => (started ??= draw().catch(() => {
      started = undefined;
      says.textContent = here.failed;
    }));

    const button = Object.assign(document.createElement("button"), { type: "button", className: "as-link visually-hidden-focusable", textContent: here.explore });
    const heading = holder.closest("section")?.querySelector("h2");
    if (heading) button.setAttribute("aria-label", `${here.explore}: ${heading.textContent.trim()}`);
    holder.after(button, says);
    button.addEventListener("focus", load);
    button.addEventListener("click", async () => {
      await load();
      if (!plot) return;
      says.textContent = here.walk;
      plot.focus();
    });
    holder.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") load(); });
    holder.addEventListener("click", load);

    const image = frame.querySelector("[data-chart-image]"); // where the server makes no picture
    if (!image) return;
    image.hidden = false;
    image.addEventListener("click", async () => {
      await load();
      if (plot) window.Plotly.downloadImage(plot, { format: "png", width: 1000, height: 520, scale: 2, filename: holder.dataset.name });
    });
  }

  const within = (part) => part.querySelectorAll("[data-chart]").forEach(begin);
  within(document);
  document.body.addEventListener("htmx:load", (event) => within(event.target)); // a part that was refreshed
  const repaint = () => live.forEach((again) => again());
  document.addEventListener("theme-changed", repaint);
  dark.addEventListener("change", repaint);
  narrow.addEventListener("change", repaint);
})();
