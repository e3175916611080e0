// The case works without this file; with it, findings and boxes answer one another, files leave at
// the drop, and the keyboard is enough.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const desk = one("#case");
  const tell = (words) => { one("#told").textContent = words || ""; };

  // The pages end where the window does, wherever it is scrolled.
  const size = () => {
    const pages = one(".sheets");
    if (!pages) return;
    const wide = matchMedia("(min-width: 901px)").matches;
    const top = Math.max(8, one(".desk").getBoundingClientRect().top);
    pages.style.maxHeight = wide ? `${Math.max(260, innerHeight - top - 8)}px` : "";
  };
  for (const name of ["scroll", "resize", "htmx:afterSettle"]) addEventListener(name, size);
  size();

  // A finding or a field lights its box and brings it in sight; a box leads back.
  const light = (id) => {
    all(".lit").forEach((other) => other.classList.remove("lit"));
    const box = document.getElementById(id);
    const pages = one(".sheets");
    if (!box || !pages) return;
    box.classList.add("lit");
    const place = box.getBoundingClientRect();
    const frame = pages.getBoundingClientRect();
    const middle = place.height < frame.height ? (frame.height - place.height) / 2 : 8;
    pages.scrollTop += place.top - frame.top - (box.matches(".sheet") ? 8 : middle);
  };
  // A case opens where the first thing to be done is.
  const open = () => {
    const first = one(".finding.replace [data-box]") ?? one(".finding.look [data-box]");
    if (first && !location.hash) light(first.dataset.box);
  };
  open();
  const mark = (row) => {
    all(".current").forEach((other) => other.classList.remove("current"));
    row?.classList.add("current");
  };
  const choose = (link) => {
    mark(link.closest(".finding, .field"));
    if (link.dataset.box) light(link.dataset.box);
  };
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest("[data-box], [data-step]");
    if (link) choose(link);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-box]");
    if (link) {
      event.preventDefault();
      link.focus();
      choose(link);
      return;
    }
    const box = event.target.closest(".paper a");
    if (!box) return;
    event.preventDefault();
    const row = document.getElementById(box.getAttribute("href").slice(1));
    if (!row) return;
    for (let up = row.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    mark(row);
    light(box.id);
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  });

  // From one finding to the next.
  const step = (by) => {
    const stops = all("[data-step]").filter((stop) => stop.checkVisibility());
    const current = one(".finding.current [data-step]");
    const at = stops.indexOf(current);
    const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : at + by];
    if (!next) return;
    next.focus({ preventScroll: true });
    choose(next);
    next.scrollIntoView({ block: "nearest" });
  };
  const keys = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, textarea, select");
    if (event.key === "Escape") all(".drop[open]").forEach((open) => { open.open = false; });
    if (field || event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]")) return;
    if (event.target.closest(".sheets") && event.key.startsWith("Arrow")) return;
    if (event.key in keys) {
      event.preventDefault();
      step(keys[event.key]);
    } else if (event.key === "d") {
      event.preventDefault();
      one("#deposit-files")?.focus();
    }
  });
  document.addEventListener("toggle", (event) => {
    const fix = event.target;
    if (!fix.matches?.(".fix, .drop") || !fix.open) return;
    const place = one("[data-box]", fix.closest(".field") ?? fix);
    if (place) choose(place); // what is put right is in sight
    one("input:not([type=hidden]), select, textarea", fix)?.focus();
  }, true);

  // After a correction: the same page at the same height, the same pieces open, the same place.
  let kept = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== desk) return;
    const from = event.detail.requestConfig?.elt;
    kept = {
      pages: one(".sheets")?.scrollTop ?? 0,
      open: all("details[id][open]").map((piece) => piece.id),
      back: from?.dataset?.back,
      left: all(".sending li:not(.sent)"), // why a file was not taken stays in sight
    };
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== desk || !kept) return;
    size();
    one(".sending")?.append(...kept.left);
    kept.open.forEach((id) => { const piece = document.getElementById(id); if (piece) piece.open = true; });
    const pages = one(".sheets");
    pages.scrollTop = kept.pages;
    const wrong = one(".errorlist");
    if (wrong) one("input:not([type=hidden])", wrong.closest("form"))?.focus();
    else {
      if (kept.back) document.getElementById(kept.back)?.focus({ preventScroll: true });
      tell(desk.dataset.again);
    }
    kept = null;
  });
  // Files are read: the findings come, unless something is being typed.
  document.addEventListener("check-examined", () => {
    if (one(".fix[open], .drop[open]")) { tell(desk.dataset.stale); return; }
    htmx.ajax("GET", location.pathname, { target: "#case", select: "#case > *", swap: "innerHTML" }).then(open);
  });

  // Files leave one by one, each with its progress.
  const send = (form, file) => new Promise((done) => {
    const row = document.createElement("li");
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    row.append(bar, ` ${file.name} `);
    one(".sending", form).append(row);
    const end = (words) => { bar.remove(); row.append(words); done(); };
    if (file.size > form.dataset.most * 1048576) { end(form.dataset.tooBig); return; }
    const data = new FormData();
    data.append("csrfmiddlewaretoken", one("[name=csrfmiddlewaretoken]", form).value);
    data.append("files", file);
    const leave = () => {
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.send(data);
    };
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    request.addEventListener("error", () => end(form.dataset.failed));
    request.addEventListener("load", () => {
      if (request.status === 429) { // over a limit of requests: the file leaves when it may
        setTimeout(leave, 1000 * (Number(request.getResponseHeader("Retry-After")) || 60));
        return;
      }
      let said = null;
      try { said = JSON.parse(request.responseText); } catch { /* not ours: the session ended */ }
      if (!said) { location.reload(); return; }
      row.classList.toggle("sent", !said.refused.length);
      end(said.refused.map((one) => one.reason).join(" ") || form.dataset.sent);
    });
    leave();
  });
  const deposit = async (form, files) => {
    for (const file of files) await send(form, file);
    all("input[type=file]", form).forEach((input) => { input.value = ""; });
    await htmx.ajax("GET", `${location.pathname}fichiers/`, { target: "#files", swap: "outerHTML" });
    all(".sending .sent", form).forEach((row) => row.remove()); // in the list of files now
  };
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-deposit]");
    if (form && event.target.files?.length) deposit(form, [...event.target.files]);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-deposit]");
    if (!form) return;
    event.preventDefault();
    const files = all("input[type=file]", form).flatMap((input) => [...input.files]);
    if (files.length) deposit(form, files);
    else one("#deposit-files").click();
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const form = one("[data-deposit]");
      if (!form || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) deposit(form, [...event.dataTransfer.files]);
    });
  }
})();
