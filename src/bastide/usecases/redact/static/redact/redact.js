// Words selected in the text go to the field « Mots à remplacer aussi »; a selection that begins or
// ends on a place found does not press it. Everything works without this file.
document.addEventListener("mouseup", () => {
  const text = document.getElementById("text");
  const words = document.getElementById("words");
  const chosen = document.getSelection();
  if (!text || !words || !chosen || chosen.isCollapsed || !text.contains(chosen.anchorNode)) return;
  const said = chosen.toString().trim();
  if (said && said.length <= words.maxLength) words.value = said;
});
document.addEventListener("click", (event) => {
  const chosen = document.getSelection();
  if (event.detail && event.target.closest(".place") && chosen && !chosen.isCollapsed) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);
document.addEventListener("keydown", (event) => {
  if (event.target.id === "words" && event.key === "Enter") {
    event.preventDefault();
    document.getElementById("add").click();
  }
});
