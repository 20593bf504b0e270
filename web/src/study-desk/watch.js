// Looks again every two seconds while something is being worked out, and shows the page anew once it is done. Without
// this script the page has a link that does the same.
(() => {
  const EVERY = 2000;
  const look = async () => {
    const here = document.querySelector('[data-watch]');
    if (!here) return;
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const there = page.querySelector('[data-watch]');
      if (!answer.ok || !there) return location.reload();
      if (there.innerHTML !== here.innerHTML) here.replaceChildren(...there.childNodes);
    } catch {
      // The service may be starting again: look once more later.
    }
    setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
})();
