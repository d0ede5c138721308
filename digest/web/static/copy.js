// Copies texts. It says "Copied" only after that has happened. Where the clipboard's own interface is missing (a host
// on plain http) the old way is taken, and where that is refused the text is selected for the person's own keys.
const live = document.getElementById("live");

const wordsOf = node => "value" in node ? node.value : node.textContent;

const select = node => {
  if (node.select) { node.select(); return; }
  const range = document.createRange();
  range.selectNodeContents(node);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
};

// As a page for editors that take one, and as its source for all others; the copy event works on every host.
const copiedAsPage = html => {
  const fill = event => {
    event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", html);
    event.preventDefault();
  };
  document.addEventListener("copy", fill, {once: true});
  const done = document.execCommand("copy");
  document.removeEventListener("copy", fill);
  return done;
};

const copiedTheOldWay = text => {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "sr";
  area.setAttribute("aria-hidden", "true");
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
};

const copied = async text => {
  if (navigator.clipboard) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* refused: the old way may do */ }
  }
  return copiedTheOldWay(text);
};

const copy = async button => {
  const source = document.getElementById(button.dataset.copy);
  const done = "rich" in button.dataset ? copiedAsPage(wordsOf(source)) : await copied(wordsOf(source));
  if (!done) select(source);
  else button.focus();
  live.textContent = done ? button.dataset.done : button.dataset.failed;
  const words = button.dataset.words ??= button.textContent;
  button.textContent = done ? button.dataset.done : button.dataset.failed;
  if (done) setTimeout(() => { button.textContent = words; }, 2000);
  return done;
};

const copyPicture = async button => {
  let done = false;
  try {
    const picture = fetch(button.dataset.copyPicture).then(answer => answer.blob());
    await navigator.clipboard.write([new ClipboardItem({"image/png": picture})]);
    done = true;
  } catch { /* no such interface on plain http, or refused: the picture can be saved */ }
  live.textContent = button.textContent = done ? button.dataset.done : button.dataset.failed;
};

const copyNext = async button => {
  const parts = [...document.querySelectorAll(`[data-part="${button.dataset.copyEach}"]`)];
  const at = Number(button.dataset.at ?? 0) % parts.length;
  parts[at].scrollIntoView({block: "center"});
  if (!await copy(parts[at])) return;
  button.focus({preventScroll: true});
  button.dataset.at = at + 1;
  button.textContent = at + 1 < parts.length
    ? button.dataset.next.replace("{n}", at + 2).replace("{total}", parts.length)
    : button.dataset.again;
};

document.addEventListener("click", event => {
  const one = event.target.closest("button[data-copy]");
  const picture = event.target.closest("button[data-copy-picture]");
  const each = event.target.closest("button[data-copy-each]");
  if (one) copy(one);
  else if (picture) copyPicture(picture);
  else if (each) copyNext(each);
});
