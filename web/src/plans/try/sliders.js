// Puts a slider beside each number, and shows what becomes of the plan while one is moved. Without this script the
// form does the same with its button.
(() => {
  const form = document.querySelector('[data-try]');
  if (!form) return;
  const SETTLED = 400;
  const LOOK_AGAIN = 700;
  // Tells the service which drafts are this page's, so that it leaves the last one when another number is asked for.
  const { looker } = form.dataset;
  let asked = 0;
  let asking;
  let shownAt = location.href.split('#')[0];
  let timer;

  for (const input of form.querySelectorAll('input[data-least]')) {
    const { least, most, step, middle } = input.dataset;
    const range = Object.assign(document.createElement('input'), {
      type: 'range',
      min: least,
      max: most,
      step,
    });
    range.value = input.value || middle;
    range.setAttribute(
      'aria-label',
      `${form.querySelector(`label[for="${CSS.escape(input.id)}"]`).textContent}, slider`,
    );
    range.addEventListener('input', () => {
      input.value = range.value;
      soon();
    });
    input.addEventListener('input', () => {
      range.value = input.value || middle;
      soon();
    });
    input.parentElement.before(range);
  }
  for (const select of form.querySelectorAll('select'))
    select.addEventListener('change', () => form.submit());

  const address = () => {
    const fields = [...new FormData(form)].filter(([, value]) => value !== '');
    return `${form.getAttribute('action')}?${new URLSearchParams(fields)}`;
  };
  const soon = () => {
    clearTimeout(timer);
    asking?.abort();
    timer = setTimeout(() => show(address()), SETTLED);
  };

  async function show(url) {
    const mine = ++asked;
    asking?.abort();
    asking = new AbortController();
    const sameQuestion = url === shownAt;
    const answer = document.querySelector('#answer');
    if (!sameQuestion) answer.setAttribute('aria-busy', 'true');
    try {
      const sent = await fetch(`${url}${url.includes('?') ? '&' : '?'}looker=${looker}`, {
        headers: { accept: 'text/html' },
        signal: asking.signal,
      });
      const page = new DOMParser().parseFromString(await sent.text(), 'text/html');
      const there = page.querySelector('#answer');
      // Whoever moved on meanwhile waits for a later one.
      if (mine !== asked) return;
      if (!there || !sent.ok) return location.assign(url);
      history.replaceState(null, '', url);
      // While nothing new is there, what somebody reads stays as it is; only how far it is moves on.
      const [before, now] = [answer, there].map(one => one.querySelector('[data-watch]'));
      if (sameQuestion && before && now && answer.dataset.runs === there.dataset.runs)
        before.replaceWith(now);
      else answer.replaceChildren(...there.childNodes);
      answer.dataset.runs = there.dataset.runs;
      shownAt = url;
      answer.removeAttribute('aria-busy');
      lookAgain(url);
    } catch (error) {
      // Another number was set meanwhile: that one is asked for soon.
      if (error.name === 'AbortError') return;
      // The service may be starting again: look once more later.
      if (mine === asked) timer = setTimeout(() => show(url), 5 * LOOK_AGAIN);
    }
  }

  function lookAgain(url) {
    if (document.querySelector('#answer [data-watch]')) timer = setTimeout(() => show(url), LOOK_AGAIN);
  }
  lookAgain(location.href.split('#')[0]);
})();
