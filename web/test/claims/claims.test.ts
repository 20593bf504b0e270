import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildApp } from '../../src/app.ts';
import { claims } from '../../src/claims/claims.ts';
import { hundreds } from '../../src/claims/rings.ts';
import { sources } from '../../src/sources/sources.ts';
import { testOptions } from '../services.ts';

const app = await buildApp(testOptions());
const { body } = await app.inject({ url: '/' });
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

test('E18: the harm to children is said first, before anything else of the page', () => {
  const main = textOf(/<main[\s\S]*<\/main>/.exec(body)![0]).trim();
  assert.match(main, /^Each of these images is of a crime against a child/);
});

test('each of the eight claims says who, what is known, what is not shown and what tries it, with a source that exists', async () => {
  assert.equal(claims.length, 8);
  const cards = body.match(/<article class="claim">[\s\S]*?<\/article>/g)!;
  assert.equal(cards.length, 8);
  const list = (await app.inject({ url: '/sources' })).body;
  for (const [at, claim] of claims.entries()) {
    const card = textOf(cards[at]);
    for (const part of [claim.by, claim.verdict.words, 'Known', 'Not shown', 'Tried by', claim.triedBy.text])
      assert.ok(card.includes(part), part);
    assert.ok(claim.sources.length > 0);
    const [, anchor] = /href="\/sources#(\w+)"/.exec(cards[at])!;
    assert.ok(list.includes(`id="${anchor}"`), anchor);
  }
});

test('a figure that was read second hand says so, on its card and on the page of sources', async () => {
  const list = (await app.inject({ url: '/sources' })).body;
  const secondary = Object.values(sources).filter(source => 'secondary' in source);
  assert.equal(list.match(/Second hand:/g)?.length, secondary.length);
  assert.ok(secondary.length > 5);
  for (const claim of claims) {
    const some = claim.sources.some(id => 'secondary' in sources[id]);
    const card = body.slice(body.indexOf(claim.claim));
    assert.equal(/^[\s\S]*?<\/article>/.exec(card)![0].includes('read second hand'), some, claim.claim);
  }
});

test('E41: "detected" stands with every rate of reoffending, and the base rate is not called an effect', () => {
  for (const sentence of textOf(body).split(/(?<=[.?!])\s/)) {
    if (
      /reoffen/i.test(sentence) &&
      /\d/.test(sentence) &&
      !/^.?Between 5 and 10%|Between 5 and 10% reoffend/.test(sentence)
    )
      assert.match(sentence, /detected/, sentence);
  }
  assert.match(body, /not what a programme did/);
});

test('the hundred rings show the numbers that the table beside them says', () => {
  const picture = /<svg[^>]*class="ch narrow"[\s\S]*?<\/svg>/.exec(body)![0];
  for (const people of hundreds) {
    const row = new RegExp(`<th scope="row">${people.label}</th><td>([^<]*)</td>`).exec(body)![1];
    assert.equal(
      row,
      people.unknown
        ? 'not known'
        : people.half
          ? `${people.filled} to ${people.filled + people.half}`
          : `${people.filled}`,
    );
  }
  const filled = hundreds.reduce((sum, people) => sum + people.filled + people.half, 0);
  assert.equal(picture.match(/class="dot"/g)!.length, filled, 'a half ring is one dot of half its size');
  assert.equal(picture.match(/class="ring-unknown"/g)!.length, 100);
});

test('there are three doors: help, work, evidence', () => {
  const doors = /<nav class="doors[\s\S]*?<\/nav>/.exec(body)![0];
  assert.deepEqual(
    [...doors.matchAll(/href="([^"]+)"/g)].map(found => found[1]),
    ['/help', '/sign-in', '/studies/prison-or-community'],
  );
});

test('outside the demonstration the first page has two doors and no claims', async () => {
  const service = await buildApp(testOptions({ demonstration: false }));
  const first = await service.inject({ url: '/' });
  assert.match(first.body, /I need help/);
  assert.doesNotMatch(first.body, /claim/i);
});
