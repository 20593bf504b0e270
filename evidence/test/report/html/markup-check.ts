import assert from 'node:assert/strict';

const EMPTY = new Set(['meta', 'br', 'hr', 'img', 'link', 'input']);
/** Parts of a drawing that hold nothing are written `<path .../>`. */
const token = /<(\/?)([a-zA-Z!][a-zA-Z0-9-]*)((?:\s+[a-zA-Z:-]+(?:="[^"<>]*")?)*)\s*(\/?)>/g;

/**
 * Holds a page to what a file that stands alone must be: elements nested and closed, ids of one meaning, references to
 * ids that exist, text escaped, no script, no handler, nothing loaded from anywhere.
 */
export function assertStandsAlone(page: string): void {
  assert.ok(page.startsWith('<!doctype html>'), page.slice(0, 40));
  const withoutStyle = page.replace(/<style>[\s\S]*?<\/style>/, '<style></style>');
  const open: string[] = [];
  const ids = new Set<string>();
  const wanted: string[] = [];
  let end = 0;
  for (const found of withoutStyle.matchAll(token)) {
    const [whole, closes, name, attributes, isEmpty] = found;
    const between = withoutStyle.slice(end, found.index);
    assert.doesNotMatch(between, /[<>]/, `text that was not escaped: ${between.slice(0, 80)}`);
    assert.doesNotMatch(between, /&(?!amp;|lt;|gt;|quot;|#39;|#\d+;)/, between.slice(0, 80));
    end = found.index + whole.length;
    if (closes === '/') {
      assert.equal(open.pop(), name, `</${name}> at ${found.index}`);
      continue;
    }
    for (const [, key, value] of attributes.matchAll(/([a-zA-Z:-]+)="([^"]*)"/g)) {
      assert.doesNotMatch(key, /^on/i, 'a handler');
      assert.ok(!['src', 'srcset', 'data', 'action', 'xlink:href'].includes(key), `${key} loads something`);
      if (key === 'href') assert.match(value, /^#/, 'a link that leaves the page');
      if (key === 'id') {
        assert.ok(!ids.has(value), `id ${value} twice`);
        ids.add(value);
      }
      if (key === 'href') wanted.push(value.slice(1));
      if (key === 'aria-labelledby' || key === 'aria-describedby') wanted.push(...value.split(' '));
    }
    if (name !== '!doctype' && isEmpty === '' && !EMPTY.has(name)) open.push(name);
  }
  assert.deepEqual(open, [], 'elements left open');
  assert.doesNotMatch(withoutStyle.slice(end), /[<>]/);
  for (const id of wanted) assert.ok(ids.has(id), `nothing has the id ${id}`);
  assert.doesNotMatch(page, /<(script|iframe|object|embed|link|img|form|base)\b/i);
  assert.doesNotMatch(page, /url\(|@import|javascript:|expression\(/i);
  assert.equal(page.match(/<h1\b/g)?.length, 1, 'one first heading');
}

/** The words of a page as a reader meets them, without style and drawings. */
export function wordsOf(page: string): string {
  return page
    .replace(/<style>[\s\S]*?<\/style>|<svg[\s\S]*?<\/svg>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}
