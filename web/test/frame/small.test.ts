import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { conflicted } from '../../src/frame/conflict.ts';
import { choices, dayBoxes, line, withDay } from '../../src/frame/fields.ts';
import { freshForm, readForm, refused, typedFields, withErrors } from '../../src/frame/form.ts';
import { settle, type Outcome } from '../../src/frame/outcome.ts';
import { ownAddress, path } from '../../src/frame/path.ts';
import { placementRules } from '../../src/frame/placement.ts';
import { seal, unseal } from '../../src/frame/sealing.ts';
import { formToken, isFormToken } from '../../src/frame/token.ts';
import { seeOther } from '../../src/frame/answer.ts';
import type { Day } from '@throughcare/pathway';

const key = Buffer.alloc(32, 3);

test('an address is built from its pattern, escaped, and refused when a part is missing', () => {
  const person = path('/people/:case/notes/:note');
  assert.equal(
    person({ case: 'a/b', note: 'ü' }, { after: 'x y', none: undefined }),
    '/people/a%2Fb/notes/%C3%BC?after=x+y',
  );
  assert.throws(() => person({ case: '', note: 'n' }), /needs "case"/);
});

test('only a path of our own is followed after signing in', () => {
  assert.equal(ownAddress('/people/7?after=2'), '/people/7?after=2');
  for (const text of [
    '//elsewhere.example',
    '/\\elsewhere.example',
    'https://elsewhere.example',
    'people',
    '',
    '/a\nb',
    '/a b',
    undefined,
  ]) {
    assert.equal(ownAddress(text), undefined, String(text));
  }
});

test('a placement is numbers at an id, and nothing else can be said in it', () => {
  assert.equal(
    placementRules([{ id: 'bar-1', column: 2, row: 3, rowEnd: 9, properties: { at: 12 } }]),
    '#bar-1{grid-column-start:2;grid-row-start:3;grid-row-end:9;--at:12}',
  );
  assert.throws(() => placementRules([{ id: 'x}body{display:none' }]), /no id/);
  assert.throws(() => placementRules([{ id: 'x', row: Number.NaN }]), /has to be a number/);
  assert.throws(() => placementRules([{ id: 'x', properties: { 'a:b': 1 } }]), /no name/);
});

test('what is sealed opens for its purpose, its session and its time, and unaltered only', () => {
  const sealed = seal(key, 'code', 'me', 'ABCD', 1_000);
  assert.equal(unseal(key, 'code', 'me', sealed, 1_000), 'ABCD');
  assert.equal(unseal(key, 'code', 'me', sealed, 1_001), undefined);
  assert.equal(unseal(key, 'code', 'you', sealed, 0), undefined);
  assert.equal(unseal(key, 'other', 'me', sealed, 0), undefined);
  assert.equal(unseal(Buffer.alloc(32, 4), 'code', 'me', sealed, 0), undefined);
  assert.equal(unseal(key, 'code', 'me', undefined, 0), undefined);
  fc.assert(
    fc.property(
      fc.nat(sealed.length - 1),
      fc.constantFrom('A', 'B', 'a', 'b', '0', '1', '-', '_'),
      (at, letter) => {
        const altered = sealed.slice(0, at) + letter + sealed.slice(at + 1);
        const same = Buffer.from(altered, 'base64url').equals(Buffer.from(sealed, 'base64url'));
        return same || unseal(key, 'code', 'me', altered, 0) === undefined;
      },
    ),
  );
});

test('a form token belongs to one session', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      (one, other) => isFormToken(key, one, formToken(key, other)) === (one === other),
    ),
  );
});

test('whatever is typed comes back as it was typed', () => {
  const session = { key, id: 's', token: formToken(key, 's') };
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), typed => {
      const read = readForm({ words: typed, _token: 'wrong', _command: 'wrong' }, z.object({}), session);
      return !read.ok && read.view.values.words === typed.replaceAll('\r\n', '\n');
    }),
  );
  assert.deepEqual(typedFields({ a: ['1', '2\r\n3'], b: 7 }), { a: ['1', '2\n3'] });
});

test('a date of three boxes is a day of the calendar or words that say why not', () => {
  const schema = withDay('on', 'the day of the sentence', { who: line('Say who.') });
  const read = (day: string, month: string, year: string) =>
    schema.safeParse({ who: 'x', 'on-day': day, 'on-month': month, 'on-year': year });
  assert.equal(read('4', '3', '2026').data?.on, '2026-03-04');
  assert.equal(read(' 04', 'March', '2026').data?.on, '2026-03-04');
  const wrongs = [
    ['30', '2', '2026'],
    ['4', '13', '2026'],
    ['4', '3', '26'],
    ['x', 'y', 'z'],
  ] as const;
  for (const [day, month, year] of wrongs) {
    const issue = read(day, month, year).error?.issues[0];
    assert.match(issue!.message, /There is no such date as/);
    assert.deepEqual(issue!.path, ['on-day']);
  }
  assert.match(
    read('', '', '').error!.issues[0].message,
    /Enter the day of the sentence, for example 4 March 2026/,
  );
  assert.deepEqual(dayBoxes('on', '2026-03-04' as Day), {
    'on-day': '4',
    'on-month': '3',
    'on-year': '2026',
  });
});

test('boxes that were ticked are a list, whether none, one or several', () => {
  const schema = z.object({ act: choices(['a', 'b']) });
  assert.deepEqual(
    [{}, { act: 'a' }, { act: ['a', 'b'] }].map(one => schema.parse(one).act),
    [[], ['a'], ['a', 'b']],
  );
  assert.equal(schema.safeParse({ act: 'c' }).success, false);
});

test('errors stand by their field, one each, and once more above with a link to it', () => {
  const view = withErrors(freshForm('t', { on: 'x' }), [
    { field: 'on', words: 'First' },
    { field: 'on', words: 'Second' },
    { words: 'All' },
  ]);
  assert.deepEqual(view.errors, { on: { text: 'First' } });
  assert.deepEqual(view.summary, [{ text: 'First', href: '#on' }, { text: 'All' }]);
  assert.deepEqual(refused(view, { code: 'c', words: 'No', field: 'on' }).errors, { on: { text: 'No' } });
});

test('what the record says becomes the next page, the refusal by its field, both changes, or not found', async () => {
  const view = freshForm('t', { why: 'mine' }, 4);
  const event = { type: 'moved', schema: 1, occurredOn: '2026-03-04' as Day, facts: {} };
  const place = {
    stream: 's',
    kind: 'case',
    version: 6,
    sealed: null,
    replaces: null,
    stands: [],
    why: null,
  } as const;
  const shown: { view: typeof view; status: number }[] = [];
  const settled = (outcome: Outcome) =>
    settle(outcome, {
      view,
      done: path('/done')(),
      again: (again, status) => (shown.push({ view: again, status }), seeOther(path('/again')())),
      say: one => ({ what: 'Moved', now: one.occurredOn }),
      nameOf: id => `name of ${id}`,
    });
  assert.deepEqual(
    await settled({ ok: true, repeated: false, versions: {}, events: [] }),
    seeOther(path('/done')()),
  );
  await settled({
    ok: false,
    reason: 'refused',
    refusal: { code: 'c', words: 'Too early.', field: 'why' },
    step: 0,
  });
  assert.equal(shown[0].status, 422);
  assert.deepEqual(shown[0].view.errors, { why: { text: 'Too early.' } });
  await settled({
    ok: false,
    reason: 'conflict',
    stream: 's',
    expected: 4,
    actual: 6,
    since: [{ ...event, ...place, actor: 'u1', recordedAt: Date.UTC(2026, 2, 4, 9, 5) }],
    yours: [event],
  });
  assert.equal(shown[1].status, 409);
  assert.equal(shown[1].view.seen, '6');
  assert.equal(shown[1].view.values.why, 'mine');
  assert.deepEqual(shown[1].view.conflict, {
    by: 'name of u1',
    when: '4 March 2026, 9.05am',
    theirs: [{ what: 'Moved', now: '2026-03-04' }],
    yours: [{ what: 'Moved', now: '2026-03-04' }],
  });
  const theirs = { ...event, ...place, actor: 'u1', recordedAt: 0, replaces: 2 };
  await settled({
    ok: false,
    reason: 'conflict',
    stream: 's',
    expected: 4,
    actual: 6,
    since: [
      { ...theirs, why: 'person_asked' },
      { ...theirs, why: null },
      { ...theirs, type: 'retracted:moved', why: 'entered_twice' },
    ],
    yours: [],
  });
  assert.deepEqual(shown[2].view.conflict?.theirs, [
    { what: 'Moved', now: '2026-03-04 Corrected: The person asked for it to be put right.' },
    { what: 'Moved', now: '2026-03-04 Corrected: No reason was recorded.' },
    { what: 'An entry', now: 'Taken out. It was entered twice.' },
  ]);
  const missing = await settled({ ok: false, reason: 'not_found', stream: 's' });
  assert.equal(missing.kind, 'failure');
  assert.equal(conflicted(view, shown[1].view.conflict, 9).seen, '9');
});
