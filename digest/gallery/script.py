"""The one script of the gallery: copying. Part of digest.gallery.

It goes by the copy event, which works in a page opened from a file; the clipboard's newer interface may not. The text
is selected first, so that where copying is refused a person has only to press the keys.
"""

SCRIPT = """
const status = document.getElementById('status');
const select = node => {
  const range = document.createRange();
  range.selectNodeContents(node);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
};
document.addEventListener('click', event => {
  const button = event.target.closest('button[data-copy]');
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const rich = source.tagName === 'IFRAME';
  const content = rich ? source.srcdoc : source.textContent;
  const fill = copying => {
    copying.clipboardData.setData('text/plain', content);
    if (rich) copying.clipboardData.setData('text/html', content);
    copying.preventDefault();
  };
  select(rich ? button : source);
  document.addEventListener('copy', fill, {once: true});
  const done = document.execCommand('copy');
  document.removeEventListener('copy', fill);
  if (done) getSelection().removeAllRanges();
  status.textContent = done ? 'Copied: ' + button.dataset.name : 'Not copied. It is selected: press Ctrl+C or Cmd+C.';
  const words = button.textContent;
  if (done && words !== 'Copied') {
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = words; }, 1500);
  }
});
"""
