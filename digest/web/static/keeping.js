// Keeps words that are not saved yet in this browser, so that a closed tab or a lost connection costs nothing.
// Saving stays what it is: a press of a button, checked against what others have saved meanwhile.

const plain = text => text.trim().split(/\s+/).join(" "); // as it is saved
const who = document.querySelector('a[href="/account"]')?.textContent.trim() ?? "";

for (const form of document.querySelectorAll("form.words[data-kept]")) {
  const key = `words ${who} ${form.getAttribute("action")} ${form.elements.for.value}`;
  const areas = [...form.querySelectorAll("textarea, input:not([type=hidden])")];
  const said = form.querySelector(".kept"), found = form.querySelector(".unsaved");
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  const forget = () => { localStorage.removeItem(key); found.hidden = true; };

  if (kept && areas.some(area => area.name in kept && plain(kept[area.name]) !== plain(area.value))) {
    found.hidden = false;
    found.querySelector("[data-put-back]").addEventListener("click", () => {
      for (const area of areas) {
        if (area.name in kept) area.value = kept[area.name];
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }
      found.hidden = true;
      areas[0].focus();
    });
    found.querySelector("[data-throw-away]").addEventListener("click", () => { forget(); areas[0].focus(); });
  } else {
    forget();
  }

  let waiting;
  form.addEventListener("input", event => {
    clearTimeout(waiting);
    if (event.isComposing) return;
    waiting = setTimeout(() => {
      localStorage.setItem(key, JSON.stringify(Object.fromEntries(areas.map(area => [area.name, area.value]))));
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      said.textContent = form.dataset.kept.replace("{time}", time);
    }, 400);
  });
}
