// The pages work without this file; with it, files leave at the drop, the reply is copied, the next
// passage to complete is a key away, and nobody leaves with words that are not kept.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);

  // Files dropped on the form.
  const drop = one("[data-drop]");
  if (drop) {
    const input = one("input[type=file]", drop);
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    for (const name of ["dragleave", "drop"]) {
      drop.addEventListener(name, () => drop.classList.remove("over"));
    }
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      drop.requestSubmit();
    });
  }

  const text = one("#reply-form textarea");
  if (!text) return;

  // What is typed is kept by the page itself until the server has it.
  const place = `reply:${location.pathname}`;
  let kept = text.value;
  const waiting = sessionStorage.getItem(place);
  let leaving = false;
  if (waiting === text.value) sessionStorage.removeItem(place);
  else if (waiting !== null) {
    text.value = waiting;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  text.addEventListener("input", () => {
    leaving = false;
    sessionStorage.setItem(place, text.value);
  });
  text.addEventListener("htmx:beforeRequest", () => { kept = text.value; });
  text.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful || kept !== text.value) return;
    // Sent to the sign-in page, the words are not kept yet: they wait here for her return.
    const answered = new URL(event.detail.xhr.responseURL).pathname;
    if (answered === text.getAttribute("hx-post")) sessionStorage.removeItem(place);
  });
  text.form.addEventListener("submit", () => { leaving = true; });
  one("[data-replaces]").addEventListener("submit", () => sessionStorage.removeItem(place));
  addEventListener("beforeunload", (event) => {
    if (!leaving && sessionStorage.getItem(place) !== null) event.preventDefault();
  });

  // The next passage to complete.
  const gap = one("[data-next-gap]");
  const mark = text.dataset.toComplete;
  const next = () => {
    const from = text.value.indexOf(mark, text.selectionEnd);
    const at = from < 0 ? text.value.indexOf(mark) : from;
    if (at < 0) return;
    const end = text.value.indexOf("\n", at);
    text.focus();
    text.setSelectionRange(at, end < 0 ? text.value.length : end);
  };
  const look = () => { gap.hidden = !text.value.includes(mark); };
  gap.addEventListener("click", next);
  text.addEventListener("input", look);
  look();

  // Copying.
  const copy = one("[data-copy-reply]");
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.value);
      const said = one("[data-said]", text.form);
      said.textContent = said.dataset.copied;
    });
  }
})();
