// Counts a summary while it is written, and sends the form with Ctrl or Cmd and Enter.

const lengthOf = (text, unit) => unit === "words"
  ? (text.trim().match(/\S+/g) ?? []).length
  : (text.match(/\S/gu) ?? []).length;

for (const area of document.querySelectorAll("textarea[data-count]")) {
  const shown = document.getElementById(area.getAttribute("aria-describedby"));
  const pattern = shown.dataset[area.dataset.count];
  const count = () => {
    const length = lengthOf(area.value, area.dataset.count);
    shown.textContent = pattern.replace("{count}", length).replace("{limit}", area.dataset.budget);
    shown.classList.toggle("warn", length > Number(area.dataset.budget));
  };
  area.addEventListener("input", count);
  count();
}

document.addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing && event.target.form) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

// Who leaves with unsaved words is asked.
for (const form of document.querySelectorAll("form.words")) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", event => { if (changed) event.preventDefault(); });
}
