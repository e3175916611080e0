// The page works without this file; with it, the quote comes in sight and the keyboard is enough.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A file dropped anywhere on the form is the file chosen.
  const form = one("[data-give]");
  for (const name of form ? ["dragover", "dragleave", "drop"] : []) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      one(".drop-zone").classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) one("[type=file]", form).files = event.dataTransfer.files;
    });
  }

  // The transcript ends where the window does; the quote stands in its upper third.
  const size = () => {
    const panel = one("#transcript");
    if (!panel) return;
    const wide = matchMedia("(min-width: 901px)").matches;
    const top = Math.max(8, panel.parentElement.getBoundingClientRect().top);
    panel.style.maxHeight = wide ? `${Math.max(260, innerHeight - top - 8)}px` : "";
  };
  const showQuote = () => {
    const turns = one(".turns");
    const mark = one("mark.chosen", turns) ?? one(".turn.current", turns);
    if (mark) turns.scrollTop += mark.getBoundingClientRect().top - turns.getBoundingClientRect().top - turns.clientHeight / 3;
  };
  for (const name of ["scroll", "resize"]) addEventListener(name, size);
  if (one("#transcript")) { size(); showQuote(); one(".edit [autofocus]")?.focus(); }

  const choose = (link) => {
    all(".line.current").forEach((other) => other.classList.remove("current"));
    link.closest(".line").classList.add("current");
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-step]");
    if (link) choose(link);
  });
  const step = (by) => {
    const stops = all("[data-step]");
    const at = stops.indexOf(one(".line.current [data-step]"));
    const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : at + by];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.click();
    next.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, textarea, select");
    if (field && event.key === "Enter" && field.matches("[data-line]") && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      one("[name=do]", field.form).click();
    } else if (field && event.key === "Escape") {
      one("[data-cancel]", field.form)?.click();
    }
    if (field || event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "m") (one(".line.current [data-edit]") ?? one("[data-edit]"))?.click();
    else if (event.key === "u") one("[data-undo]")?.click();
    else return;
    event.preventDefault();
  });

  // After an edit: the focus goes back to the line, and what was looked at is looked at still.
  let back = null;
  let looked = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "minutes") return;
    if (event.detail.xhr.status === 422) event.detail.shouldSwap = true;
    const from = event.detail.requestConfig?.elt;
    back = from?.closest(".line")?.id ?? from?.dataset?.back ?? null;
    looked = one(".line.current")?.id ?? null;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    size();
    if (event.target.id === "transcript") showQuote();
    if (event.target.id !== "minutes") return;
    const line = looked && document.getElementById(looked);
    if (line) line.classList.add("current");
    const wrong = one(".errorlist");
    const field = wrong ? one("textarea, input:not([type=hidden])", wrong.closest("form")) : one(".edit [autofocus]");
    const kept = back && document.getElementById(back);
    if (field) {
      field.focus();
      if (field.matches("textarea")) field.setSelectionRange(field.value.length, field.value.length);
    }
    else (kept ? one("[data-edit]", kept) : one("#head a"))?.focus({ preventScroll: true });
    back = null;
  });
})();
