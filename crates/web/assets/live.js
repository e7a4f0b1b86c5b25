// Keeps [data-live] regions fresh. No library, no eval, no inline code. The page works without it.
(() => {
  const dirty = el => [...el.querySelectorAll("input,textarea,select")].some(f =>
    f.type === "radio" || f.type === "checkbox" ? f.checked !== f.defaultChecked
    : f.options ? [...f.options].some(o => o.selected !== o.defaultSelected)
    : f.value !== f.defaultValue);
  const busy = el => el.contains(document.activeElement) && document.activeElement.matches("input,textarea,select") || dirty(el);
  let asked = false, running = false, timer;
  function put(now, next) {
    if (now.isEqualNode(next)) return;
    if (busy(now)) { now.dataset.stale = document.body.dataset.staleWords; return; }   // CSS shows these words
    const open = new Set([...now.querySelectorAll("details[open][id]")].map(d => d.id));
    const focus = now.contains(document.activeElement) && document.activeElement.id;
    for (const d of next.querySelectorAll("details[id]")) if (open.has(d.id)) d.open = true;
    document.adoptNode(next);
    const shown = [...now.querySelectorAll("img")];   // a picture that stays is not asked for again
    for (const img of next.querySelectorAll("img")) { const same = shown.find(one => one.isEqualNode(img)); if (same) img.replaceWith(same); }
    now.replaceWith(next);
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  }
  async function refresh() {
    if (running) { asked = true; return; }
    running = true; try {
      const r = await fetch(location.href, { headers: { accept: "text/html" }, cache: "no-store" });
      if (!r.ok || r.redirected) return;
      const page = new DOMParser().parseFromString(await r.text(), "text/html");
      for (const now of document.querySelectorAll("[data-live][id]")) {
        const next = page.getElementById(now.id);
        if (next) put(now, next);
      }
    } catch { /* the peer is away: the page stays as it is */ }
    finally { running = false; if (asked) { asked = false; soon(); } }
  }
  const soon = () => { clearTimeout(timer); timer = setTimeout(refresh, 150); };
  // A peer that stopped is said after a while: a browser that wakes up is without it for a moment too.
  let source, missing;
  const gone = is => {
    clearTimeout(missing);
    const say = document.getElementById("gone"); if (!say) return;   // nobody is signed in
    if (is) missing = setTimeout(() => { say.hidden = false; }, 2000); else say.hidden = true;
  };
  const listen = () => {
    if (document.hidden) { source?.close(); source = null; return; } if (source) return;
    source = new EventSource("/events"); source.addEventListener("changed", soon);
    source.addEventListener("open", () => { gone(false); soon(); });
    source.addEventListener("error", () => gone(true));
  };
  document.addEventListener("input", ({ target: { form } }) => {
    const left = form?.querySelector("output[data-of]"); if (!left) return;
    const number = f => Number(f.type === "checkbox" ? f.checked && f.dataset.cost : f.value) || 0;
    const rest = left.dataset.of - [...form.querySelectorAll(".laid input, input[data-cost]")].reduce((sum, f) => sum + number(f), 0);   // of dots, or of a pot
    left.querySelector("b").textContent = left.dataset.per ? (rest / left.dataset.per).toLocaleString(document.documentElement.lang, { style: "currency", currency: "EUR", minimumFractionDigits: rest % 100 ? 2 : 0 }) : rest;
    left.toggleAttribute("data-over", rest < 0);
  });
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, e => {   // on its form, a file is chosen
    const field = e.target.closest?.("form")?.querySelector("input[type=file]");
    if (!field || !e.dataTransfer?.types.includes("Files")) return;
    e.preventDefault(); if (kind === "drop") field.files = e.dataTransfer.files;
  });
  document.getElementById("faults")?.focus(); document.addEventListener("visibilitychange", listen);
  document.addEventListener("focusout", () => document.querySelector("[data-stale]") && soon());
  listen();
})();
