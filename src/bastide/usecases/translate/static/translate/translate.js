// The page works without this file; with it, a sentence and its translation answer one another, the
// keyboard goes from one to the next, and the translation is copied whole.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Languages swapped without leaving the page.
  one("[data-swap]")?.addEventListener("click", (event) => {
    const from = one("#id_source");
    const to = one("#id_target");
    const has = (select, code) => all("option", select).some((o) => o.value === code);
    if (!has(from, to.value) || !has(to, from.value)) return; // the server says why it cannot
    event.preventDefault();
    [from.value, to.value] = [to.value, from.value];
    htmx.trigger(from, "change");
  });

  // The sentence that is pointed at, on both sides.
  const light = (number) => {
    all(".current").forEach((other) => other.classList.remove("current"));
    all(`[data-segment="${number}"]`).forEach((side) => side.classList.add("current"));
  };
  const opened = () => one("[data-segment-form]")?.dataset.segmentForm;
  if (opened()) light(opened());
  document.addEventListener("focusin", (event) => {
    const said = event.target.closest(".said");
    if (said) light(said.dataset.segment);
  });
  document.addEventListener("click", (event) => {
    const told = event.target.closest(".told");
    if (told) one(`#said-${told.dataset.segment}`)?.click();
  });

  // What was opened, or saved, is ready to be typed in, its sentence in sight.
  let typing = false;
  document.addEventListener("htmx:afterRequest", (event) => {
    typing = event.detail.requestConfig.elt.matches(".said, [data-open], [data-segment-form]");
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!opened()) return;
    light(opened());
    if (!typing) return;
    typing = false;
    one("#written").focus({ preventScroll: true });
    const said = one(`#said-${opened()}`);
    const panel = one("#phrase").getBoundingClientRect();
    if (said && said.getBoundingClientRect().bottom > panel.top) said.scrollIntoView({ block: "center" });
  });

  // Keys: arrows from sentence to sentence, Ctrl+Enter saves, Escape goes back to the text.
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("#written");
    if (field && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      field.form.requestSubmit();
    }
    if (field && event.key === "Escape") one(`#said-${opened()}`)?.focus();
    const said = event.target.closest(".said");
    if (!said || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    const every = all(".said");
    every[every.indexOf(said) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
  });

  const copy = one("[data-copy-from]");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      const told = one("#copied");
      try {
        const answer = await fetch(copy.dataset.copyFrom);
        if (!answer.ok) throw new Error(answer.status);
        await navigator.clipboard.writeText(await answer.text());
        told.textContent = told.dataset.copied;
      } catch {
        told.textContent = document.body.dataset.unreachable;
      }
    });
  }
})();
