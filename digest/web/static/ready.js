// Says that scripts run, and sends a form as soon as a choice is made in it where that is all it asks.
document.documentElement.classList.add("js");
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
