import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lookAt } from '../../src/guard/look.ts';
import { isStaffNote } from '../../src/guard/where.ts';
import { looksFor } from '../../src/guard/words.ts';
import { routes } from '../../src/routes.ts';

test('E3: every stem of the list is noticed in whatever sentence and case it stands, and nowhere inside a word', () => {
  const around = fc.constantFrom('', 'as told ', 'He said:\n', '(', '“');
  const end = fc.constantFrom('', 'X', ' again', '.', ')');
  fc.assert(
    fc.property(
      around,
      fc.constantFrom(...looksFor.sexual.stems),
      fc.boolean(),
      end,
      (before, stem, loud, after) => {
        const text = before + (loud ? stem.toUpperCase() : stem) + after;
        assert.deepEqual(lookAt(text), ['sexual'], text);
        assert.deepEqual(lookAt(`x${stem}`), [], stem);
      },
    ),
  );
});

test('E2: what material showed, how much of it there was and what it was called is noticed', () => {
  for (const text of [
    'There was a picture of a young girl on it.',
    'He described a video showing two children.',
    'The officer said 4,210 images.',
    'It came to 12 category videos',
    'They were category B.',
    'It was called canary-01.JPG on the laptop.',
    `The report names ${'0a'.repeat(16)}.`,
  ])
    assert.deepEqual(lookAt(text), ['material'], text);
});

test('E18: what would find a child or a person who was harmed is noticed', () => {
  for (const text of [
    'The girl next door called Canary.',
    'The victim is from the same street.',
    'The victim’s school knows.',
    'It was about a 9-year-old boy.',
    'It was about a 9 year old girl.',
  ])
    assert.deepEqual(lookAt(text), ['victim'], text);
});

test('E3: a second look is not asked for where notes of this work say what they always say', () => {
  for (const text of [
    'Attended on time. Sexual Harm Prevention Order explained; he understands what it asks of him.',
    'Charged under the Sexual Offences Act 2003. First hearing on Tuesday.',
    'Convicted of making indecent images of children. Says that every one is of a crime against a child.',
    'Spoke with the victim liaison officer about the order.',
    'Worked on victim empathy in session 4.',
    'He wants to be called Sam. His partner was named in the order.',
    'Two children live in the house; children’s social care visited.',
    'Video call with his GP. Photo ID seen.',
    'He will send the file to his solicitor.',
    'Mandatory reporting of child sexual abuse explained.',
    'A child’s birthday is coming up; contact is supervised.',
    'Sexual health clinic: appointment kept.',
    'She has 3 children and works with children.',
    'Explicitly agreed to the plan. Picture of the week: better sleep.',
    'He is 45 years old and lives alone.',
  ])
    assert.deepEqual(lookAt(text), [], text);
});

test('E3: the guard looks at what people who write about people send, and never at a caller’s words or at a concern', () => {
  const posts = routes.filter(one => one.method === 'POST');
  const looked = posts.filter(isStaffNote).map(one => one.pattern);
  for (const pattern of ['/people/:case/note', '/helpline/:contact', '/helpline/:contact/record/:what'])
    assert.ok(looked.includes(pattern), pattern);
  assert.ok(looked.length > 20);
  assert.ok(looked.every(one => !one.startsWith('/help/') && !one.includes('concern')));
});

test('E3: the guard gives back the kind of what it noticed and none of the words that it read', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      const kinds = lookAt(`${text} canary ${looksFor.sexual.stems[0]} called`);
      assert.ok(kinds.every(kind => Object.keys(looksFor).includes(kind)));
    }),
  );
});
