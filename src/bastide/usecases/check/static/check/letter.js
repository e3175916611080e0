// Copies a text field; without this file the field is selected and copied by hand.
(() => {
  "use strict";
  const button = document.querySelector("[data-copy-value]");
  if (!button || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copyValue).value);
    const said = document.querySelector("[data-said]");
    said.textContent = said.dataset.copied;
  });
})();
