import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { allows } from '../../src/frame/policy.ts';
import { templates } from '../../src/frame/templates.ts';
import { routes } from '../../src/routes.ts';
import { stops, tourLines, type Stop } from '../../src/tour/steps.ts';

const lines = tourLines();
const all: readonly Stop[] = stops;
const line = (here: string, demonstration = true) =>
  templates(demonstration)
    .renderString('{% from "tour/next.njk" import nextStop %}{{ nextStop(here) }}', { here })
    .trim();

test('the tour goes on from each stop to the next, and ends with the audit', () => {
  assert.equal(new Set(all.map(stop => stop.id)).size, all.length);
  assert.deepEqual(
    Object.keys(lines),
    all.slice(0, -1).map(stop => stop.id),
  );
  assert.equal(lines.audit, undefined);
});

test('every stop is a page of ours, and whoever it names may open it', () => {
  for (const { id, href, as } of all) {
    const path = href.split('?')[0];
    const fits = (pattern: string) =>
      new RegExp(`^${pattern.replaceAll(/:[a-zA-Z]+/g, '[^/]+')}$`).test(path);
    const declared = routes.find(route => route.method === 'GET' && fits(route.pattern));
    assert.ok(declared, `${id} leads to ${href}, where there is no page`);
    if (as !== null) assert.ok(allows(declared.policy, [as]), `${as} may not open ${href}`);
    else assert.ok(declared.policy.who !== 'staff', `${href} asks for a sign-in`);
  }
});

test('where the next stop is somebody else’s work the way leads over the sign-in', () => {
  assert.match(
    line('concern'),
    /<a href="\/sign-in\?next=%2Fconcerns">The board of concerns<\/a>, as the safeguarding lead\./,
  );
  assert.match(line('claims'), /<a href="\/help">Help, without a name<\/a>\./);
  assert.ok(!line('helpline').includes('<a '), 'the concern begins on the same page');
});

test('outside a demonstration no page speaks of a tour', () => {
  for (const { id } of all) assert.equal(line(id, false), '');
  assert.equal(line('no such stop'), '');
});

test('every page that names a stop names one of the tour', () => {
  const folder = new URL('../../src/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.njk'),
  );
  const named = files.flatMap(name =>
    [...readFileSync(new URL(name, folder), 'utf8').matchAll(/nextStop\(([^)]*)\)/g)]
      .filter(([, argument]) => argument !== 'here')
      .flatMap(([, argument]) => [...argument.matchAll(/"([A-Za-z-]+)"/g)].map(([, id]) => id))
      .filter(id => id !== 'safeguarding_lead')
      .map(id => ({ name, id })),
  );
  assert.ok(named.length >= 12);
  for (const { name, id } of named)
    assert.ok(
      all.some(stop => stop.id === id),
      `${name} names ${id}`,
    );
});
