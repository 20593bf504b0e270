// Asks the page itself, half a second after the last key, what it says of the protocol as typed, and shows only that
// part. Nothing is saved by it. Without this script the button "Check it" does the same.
(() => {
  const QUIET = 500;
  const box = document.querySelector('[data-check]');
  const form = box?.closest('form');
  if (!box || !form) return;
  let timer;
  let asked = 0;
  const check = async () => {
    const mine = ++asked;
    const fields = new URLSearchParams(new FormData(form));
    fields.set('act', 'check');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: fields });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const [here, there] = [document, page].map(one => one.querySelector('#checks'));
      if (mine === asked && here && there) here.replaceChildren(...there.childNodes);
    } catch {
      // No answer: what was said last still stands, and the button asks again.
    }
  };
  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(check, QUIET);
  });
  // A fault leads to its line: the link's number, chosen in the box.
  document.addEventListener('click', event => {
    const link = event.target instanceof Element && event.target.closest('a[data-line]');
    if (!link) return;
    event.preventDefault();
    const lines = box.value.split('\n');
    const line = Number(link.dataset.line) - 1;
    const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
    box.focus();
    box.setSelectionRange(start, start + (lines[line] ?? '').length);
    box.scrollTop = (box.scrollHeight / lines.length) * Math.max(0, line - 4);
  });
})();
