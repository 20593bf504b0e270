import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, type ContactCommand } from '@throughcare/pathway';
import { serviceHistory } from '../../src/service/history.ts';

type Opened = Extract<ContactCommand, { do: 'open' }>;

const opened = [...serviceHistory(1, 420, day('2026-11-02')).streams()].flatMap(stream =>
  stream.kind === 'contact'
    ? stream.steps.map(({ command }) => command).filter((one): one is Opened => one.do === 'open')
    : [],
);

/** Words that only somebody of one kind would write, and of which kind. */
const telling: readonly (readonly [RegExp, (one: Opened) => boolean])[] = [
  [/in my family|my partner/, one => one.caller === 'family'],
  [/under 18|at school/, one => one.caller === 'under_18'],
  [/how I use the internet|worried about myself/, one => one.group === 'own_behaviour'],
  [/I work with|refer them/, one => one.group === 'professional'],
  [/happened to me/, one => one.group === 'survivor'],
  [/a child/, one => one.group === 'child_who_may_have_been_abused'],
];

test('what a made-up caller writes first fits the kind of contact that they chose', () => {
  assert.ok(opened.length > 400);
  for (const [words, fits] of telling) {
    const saying = opened.filter(one => words.test(one.words));
    assert.ok(saying.length > 0, String(words));
    assert.deepEqual(
      saying.filter(one => !fits(one)).map(({ group, caller, words: said }) => ({ group, caller, said })),
      [],
    );
  }
  assert.ok(opened.every(one => one.words.endsWith('(Made-up words.)')));
});
