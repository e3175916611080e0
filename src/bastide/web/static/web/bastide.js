// The page works without this file; with it, everything is a key away.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // The clear or dark look that was chosen; else that of the system.
  const root = document.documentElement;
  const kept = localStorage.getItem("theme");
  if (kept) root.dataset.theme = kept;
  const toggle = one("[data-theme-toggle]");
  if (toggle) {
    toggle.hidden = false;
    toggle.addEventListener("click", () => {
      const dark = root.dataset.theme
        ? root.dataset.theme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      localStorage.setItem("theme", root.dataset.theme);
    });
  }

  // The help panel.
  const help = one("#help");
  one("[data-help]")?.addEventListener("click", (event) => {
    event.preventDefault();
    help.showModal();
  });

  // The question: Enter sends, what was typed outlives an accident.
  const text = one("#text");
  const form = one("#ask-form");
  if (text && form) {
    const draft = "draft:" + (one("[name=call]", form)?.value || "new");
    // A draft is dropped once its answer is here, not before: sending may fail.
    if (one(".answer")) {
      sessionStorage.removeItem(sessionStorage.getItem("sent"));
      sessionStorage.removeItem("sent");
    }
    if (!text.value && sessionStorage.getItem(draft)) text.value = sessionStorage.getItem(draft);
    const fit = () => {
      text.style.height = "auto";
      text.style.height = text.scrollHeight + 2 + "px";
    };
    text.addEventListener("input", () => {
      sessionStorage.setItem(draft, text.value);
      fit();
      if (text.value.trim().length < 3) one("#preview").replaceChildren();
    });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    form.addEventListener("submit", () => {
      sessionStorage.setItem("sent", draft);
      one("[type=submit]", form).setAttribute("aria-busy", "true");
    });
    fit();
  }

  // Communes proposed while their name is typed.
  const commune = one("[data-communes]");
  let waiting;
  commune?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      if (commune.value.length < 2) return;
      const answer = await fetch(`${commune.dataset.communes}?q=${encodeURIComponent(commune.value)}`);
      if (!answer.ok) return;
      const options = (await answer.json()).communes.map((name) => {
        const option = document.createElement("option");
        option.value = name;
        return option;
      });
      one("#communes").replaceChildren(...options);
    }, 200);
  });

  // The source: shown at the quote; the statement it proves is marked at left.
  const showQuote = () => {
    const panel = one(".source-text");
    const mark = one("mark.chosen", panel || undefined);
    if (panel && mark) panel.scrollTop = mark.offsetTop - panel.offsetTop - panel.clientHeight / 3;
  };
  // The panel ends where the window does, wherever the page is scrolled.
  const sides = one(".sides");
  const size = () => {
    const wide = matchMedia("(min-width: 901px)").matches;
    const top = Math.max(8, sides.getBoundingClientRect().top);
    one("#source").style.maxHeight = wide ? `${Math.max(200, innerHeight - top - 8)}px` : "";
  };
  if (sides) {
    size();
    for (const name of ["scroll", "resize", "htmx:afterSettle"]) addEventListener(name, size);
  }
  const choose = (cite) => {
    all(".cite").forEach((other) => other.removeAttribute("aria-current"));
    all(".statement").forEach((other) => other.classList.remove("current"));
    cite.setAttribute("aria-current", "true");
    cite.closest(".statement").classList.add("current");
  };
  const current = one(".cite[aria-current]");
  if (current) choose(current);
  showQuote();
  document.addEventListener("click", (event) => {
    const cite = event.target.closest(".cite");
    if (cite) choose(cite);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "source") return;
    showQuote();
    one("#told").textContent = one("[data-told]", event.target)?.dataset.told || "";
  });
  // A request that fails says so where its result would have been.
  const failed = (event) => {
    const said = document.createElement("p");
    said.className = "notice";
    said.setAttribute("role", "alert");
    said.dataset.failed = "";
    // Over a limit of requests, the server says when to try again.
    const many = event.detail.xhr?.status === 429;
    said.textContent = many ? event.detail.xhr.responseText : document.body.dataset.unreachable;
    const place = event.detail.target;
    one(":scope > [data-failed]", place)?.remove(); // asked every second, it is said once
    if (place.matches("#preview, #source")) place.replaceChildren(said);
    else place.append(said);
  };
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:timeout", failed);
  // The session ended: the answer is the sign-in page. Signing in leads back here, draft kept.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = event.detail;
    if (new URL(xhr.responseURL).pathname === new URL(pathInfo.requestPath, location).pathname) return;
    event.detail.shouldSwap = false;
    location.reload();
  });
  const open = (cite) => {
    if (!cite) return;
    cite.click();
    cite.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const cites = all(".cite");
    const at = cites.findIndex((cite) => cite.hasAttribute("aria-current"));
    open(cites[Math.min(cites.length - 1, Math.max(0, at + by))]);
  };

  // What a model adds under the extract, sentence by sentence, each proved before it comes.
  const answers = one("[data-writing]");
  const put = (place, html, more) => {
    if (!more) place.replaceChildren();
    place.insertAdjacentHTML("beforeend", html);
    htmx.process(place);
  };
  const heard = (name, told) => {
    const section = one(`#written-${told.row}`);
    if (!section) return;
    section.hidden = false;
    if (name === "began") put(one("[data-head]", section), told.html);
    if (name === "sentence") put(one("[data-sentences]", section), told.html, true);
    if (name === "ended") {
      put(one("[data-end]", section), told.html);
      htmx.trigger(section, "written"); // what was written is then put in the caller's language
    }
  };
  const listen = async () => {
    const token = one("[name=csrfmiddlewaretoken]").value;
    let rest = "";
    let over = false;
    try {
      const answer = await fetch(answers.dataset.writing, {
        method: "POST",
        headers: { "X-CSRFToken": token },
      });
      if (answer.status === 204) return;
      if (!answer.ok) throw new Error(answer.status);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const parts = (rest + value).split("\n\n");
        rest = parts.pop();
        for (const part of parts) {
          const [, name, data] = /^event: (.*)\ndata: (.*)$/.exec(part) || [];
          if (name === "done") over = true;
          else if (name) heard(name, JSON.parse(data));
        }
      }
      if (!over) throw new Error("cut");
    } catch {
      for (const section of all(".written")) {
        if (one("[data-end]", section).children.length) continue;
        section.hidden = false;
        const said = document.createElement("p");
        said.className = "run";
        said.textContent = answers.dataset.failed;
        one("[data-end]", section).replaceChildren(said);
      }
    }
  };
  if (answers) listen();

  // Copying.
  const copied = (place) => {
    place.textContent = place.dataset.copied || one("#source")?.dataset.copied || "";
  };
  const copy = async () => {
    const lines = all(".answer").map((answer) => {
      const said = all(".group:not(.written) .statement .words", answer).map((words) => words.innerText.trim());
      // What a model wrote keeps its mark wherever it is pasted.
      const written = all(".written .statement .words", answer).map((words) => words.innerText.trim());
      if (written.length) said.push(`[${one(".written h3", answer).firstChild.textContent.trim()}]`, ...written);
      const abroad = all(".abroad [data-abroad] .words", answer).map((words) => words.innerText.trim());
      if (abroad.length) said.push(`[${one(".abroad .run", answer).innerText.trim()}]`, ...abroad);
      const silent = all(".silence .lead, .competence.elsewhere p", answer).map((p) => p.innerText);
      const sources = all(".source-name", answer).map((name) =>
        `Source : ${name.innerText} ${name.dataset.url}`.trim());
      return [...said, ...silent, ...sources].join("\n");
    });
    await navigator.clipboard.writeText(lines.join("\n\n"));
    copied(one("#copied"));
  };
  const copyButton = one("[data-copy]");
  if (copyButton && navigator.clipboard) {
    copyButton.hidden = false;
    copyButton.addEventListener("click", copy);
  }
  const copyForm = one("[data-copy-form]");
  if (copyForm && navigator.clipboard) {
    copyForm.hidden = false;
    copyForm.addEventListener("click", async () => {
      const fields = all("textarea, input:not([type=hidden])", one("#" + copyForm.dataset.copyForm));
      const lines = fields.filter((f) => f.value.trim()).map((f) =>
        `${one(`label[for="${f.id}"]`).innerText.replace(/\s*:$/, "")} : ${f.value.trim()}`);
      await navigator.clipboard.writeText(lines.join("\n"));
      copied(one("#copied"));
    });
  }

  // Keys, when no field is being filled in.
  const keys = {
    "/": () => text?.focus(),
    "?": () => help?.showModal(),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    c: () => copyButton && copy(),
    n: () => one("[data-next]")?.click(),
    w: () => one("[data-wrapup]")?.click(),
    "+": () => one('[data-key="+"]')?.click(),
    // The rating is sent at once; the reason, if any, is typed after it and sent by Enter.
    "-": () => {
      const button = one('[data-key="-"]');
      if (!button) return;
      const place = button.closest(".rating").id;
      document.addEventListener("htmx:afterSettle", () => one(`#${place} [data-reason]`)?.focus(), {
        once: true,
      });
      button.click();
    },
  };
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "Escape" && field) field.blur();
    if (field || event.ctrlKey || event.metaKey || event.altKey || help?.open) return;
    if (event.target.closest(".source-text") && event.key.startsWith("Arrow")) return;
    const act = /^[1-9]$/.test(event.key)
      ? () => open(one(`.cite[data-number="${event.key}"]`))
      : keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
})();
