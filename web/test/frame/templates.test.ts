import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('../../src/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.njk'))
  .map(name => ({
    name,
    text: readFileSync(new URL(name, folder), 'utf8').replaceAll(/\{#[\s\S]*?#\}/g, ''),
  }));

/** What is wrong with a template, in words. */
function faults(text: string): string[] {
  const found: string[] = [];
  if (/\|\s*safe\b/.test(text)) found.push('`| safe` lets markup from data through');
  if (/<[a-z][^>]*\sstyle\s*=/i.test(text))
    found.push('a style attribute is refused by the content-security-policy');
  const ownScript = '<script src="{{ frame.script }}" nonce="{{ frame.nonce }}" defer></script>';
  if (/\|\s*(?:urlize|markdown|linkify|striptags)\b/.test(text))
    found.push('no filter makes links or markup out of words (E37)');
  // A link leads where this program's own code says, never where a record does.
  for (const [, value] of text.matchAll(
    /\b(?:href|src|action|formaction)\s*[=:]\s*"?\{\{\s*([^}]*?)\s*\}\}/g,
  ))
    if (/\b(?:words|said|text|details|reason|note|source|reference|name|title)$/.test(value))
      found.push(`${value} is what somebody wrote, and no address (E37)`);
  if (/<script|\son[a-z]+\s*=\s*"/i.test(text.replace(ownScript, '')))
    found.push('no page runs a script but one of the two of the frame');
  if (/(?:href|action|src)="\/(?!\/)/.test(text)) found.push('an address is written by hand; use `to.…()`');
  if (/autoescape\s+false/.test(text)) found.push('escaping is never turned off');
  for (const [, value] of text.matchAll(/\bhtml\s*:\s*([^,}\]\n]+)/g)) {
    const name = value.trim();
    const isBlock = /^\w+$/.test(name) && new RegExp(`\\{%-?\\s*set ${name}\\s*-?%\\}`).test(text);
    if (!isBlock) found.push(`html: ${name} is not a {% set %} block of this file; use text:`);
  }
  for (const [, name] of text.matchAll(/\{\{[^}]*?([\w.]+)\s*\|\s*drawing/g)) {
    if (!/(drawing|chart|picture|styles|svg)/i.test(name))
      found.push(`${name} | drawing: only what this program drew`);
  }
  return found;
}

test('no template lets data through as markup, writes an address by hand or styles by attribute', () => {
  assert.ok(files.length > 10);
  assert.deepEqual(
    files.flatMap(({ name, text }) => faults(text).map(fault => `${name}: ${fault}`)),
    [],
  );
});

test('the check itself finds each fault that it is for', () => {
  const planted = [
    '{{ note | safe }}',
    '<p style="color: red">',
    '<p onclick="x()">',
    '<a href="/people">',
    '{{ govukInsetText({ html: person.note }) }}',
    '{{ govukInsetText({ html: "<b>" + name }) }}',
    '{% autoescape false %}',
    '{{ person.note | drawing }}',
    '{{ note | urlize }}',
    '<a href="{{ entry.words }}">',
  ];
  for (const text of planted) assert.equal(faults(text).length, 1, text);
  assert.deepEqual(
    faults('{% set said %}<b>{{ name }}</b>{% endset %}{{ govukInsetText({ html: said }) }}'),
    [],
  );
});

test('E17: no page calls a person by what they did', () => {
  // Names of the law and of the field are excepted where the law is meant; none is needed on a page so far.
  const labels =
    /\b(offenders?|paedophiles?|pedophiles?|perpetrators?|abusers?|predators?|perverts?|criminals?|child porn\w*|deviants?|monsters?)\b/i;
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(njk|ts)$/.test(name))
    .map(name => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
  assert.deepEqual(
    texts.filter(({ text }) => labels.test(text)).map(({ name }) => name),
    [],
  );
});
