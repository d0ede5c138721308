// Single keys: j and k for the next and previous story, e to edit it, / to search, ? for the list of them.
// Whoever does not want them switches them off (WCAG 2.2, 2.1.4); never while an input method is composing.

const list = document.getElementById("keys");
const off = () => localStorage.getItem("keys") === "off";

function story(step) {
  const all = [...document.querySelectorAll("ol.stories a")];
  const here = all.findIndex(each => each.hasAttribute("aria-current"));
  all[here < 0 ? 0 : Math.min(Math.max(here + step, 0), all.length - 1)]?.click();
}

const doings = {
  j: () => story(1),
  k: () => story(-1),
  e: () => document.querySelector("form.words textarea")?.focus(),
  "/": () => location.assign("/search"),
  "?": () => list.showModal(),
};

if (list) {
  const choice = list.querySelector("input");
  choice.checked = off();
  choice.addEventListener("change", () => localStorage.setItem("keys", choice.checked ? "off" : "on"));
  document.getElementById("keys-open").addEventListener("click", () => list.showModal());
  document.addEventListener("keydown", event => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (off() || event.target.closest("input, textarea, select, dialog")) return;
    const doing = doings[event.key];
    if (doing) {
      event.preventDefault();
      doing();
    }
  });
}
