import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { day, isApart, organisationDecider, toResolve, type OrganisationCommand } from '../../src/index.ts';
import { given } from '../given.ts';

const on = day('2026-01-05');
const everybody: readonly string[] = ['a', 'b', 'c', 'd'];
const founded: OrganisationCommand = { do: 'found', on, name: 'Ashgrove', madeUp: true };
const keep: OrganisationCommand = {
  do: 'keep_apart',
  on,
  pair: 'p1',
  cases: ['a', 'b'],
  reason: 'relatives',
};

test('who is kept apart from somebody, somebody is kept apart from, whichever was named first', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...everybody), { minLength: 2, maxLength: 2 }), cases => {
      const [one, other] = cases as [string, string];
      const apart = [{ pair: 'p', cases: [one, other] as const, reason: 'other' as const }];
      for (const x of everybody) {
        for (const y of everybody) {
          assert.equal(isApart(apart, x, y), isApart(apart, y, x));
          assert.equal(isApart(apart, x, y), x !== y && [one, other].includes(x) && [one, other].includes(y));
        }
      }
    }),
  );
});

test('a pair found out after both have a place is given back, to be resolved', () => {
  const { state } = given(organisationDecider, founded, keep);
  assert.deepEqual(toResolve(state.apart, ['a', 'c']), []);
  assert.deepEqual(
    toResolve(state.apart, ['b', 'c', 'a']).map(one => one.pair),
    ['p1'],
  );
});

test('two are kept apart once, in either order, until it is ended; nobody is kept apart from themselves', () => {
  const history = given(organisationDecider, founded, keep);
  history.when({ ...keep, pair: 'p2', cases: ['b', 'a'] }).refused('already_apart');
  history.when({ ...keep, pair: 'p2', cases: ['c', 'c'] }).refused('same_person');
  const ended = history.when({ do: 'end_apart', on, pair: 'p1' }).gives('apart_no_longer');
  assert.equal(isApart(ended.apart, 'a', 'b'), false);
  history.when({ do: 'end_apart', on, pair: 'p9' }).refused('no_such_pair');
});
