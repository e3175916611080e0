// The contrast of white text on the colour that is being chosen (WCAG 2.2, 1.4.3), said at once.
// The server checks it again when the form is sent.
(() => {
  const field = document.getElementById("id_accent");
  const said = document.getElementById("contrast");
  if (!field || !said) return;
  const channel = (part) => {
    const c = parseInt(part, 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  const tell = () => {
    const [r, g, b] = [1, 3, 5].map((at) => channel(field.value.slice(at, at + 2)));
    const ratio = 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
    const enough = ratio >= 4.5;
    said.textContent = (enough ? said.dataset.enough : said.dataset.short).replace(
      "{}", ratio.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }));
    said.className = enough ? "helptext" : "errorlist";
  };
  field.addEventListener("input", tell);
})();
