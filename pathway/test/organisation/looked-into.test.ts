import { test } from 'node:test';
import assert from 'node:assert/strict';
import { day, isLookedInto, organisationDecider, type OrganisationCommand } from '../../src/index.ts';
import { given } from '../given.ts';

const on = day('2026-11-20');
const founded: OrganisationCommand = { do: 'found', on, name: 'Ashgrove', madeUp: true };
const reads = { rule: 'r', day: day('2026-11-19'), user: 'reader' } as const;
const look: OrganisationCommand = { do: 'look_into_reads', on, ...reads, count: 3, words: 'as told' };
const again: OrganisationCommand = { do: 'open_reads_again', on, ...reads, words: 'as told' };

test('what was looked into holds for as many reads as there were, and for one rule, day and account', () => {
  const { lookedInto } = given(organisationDecider, founded).when(look).gives('reads_looked_into');
  assert.ok(isLookedInto(lookedInto, { ...reads, count: 3 }));
  assert.ok(!isLookedInto(lookedInto, { ...reads, count: 4 }));
  for (const other of [{ rule: 'q' }, { day: on }, { user: 'another' }]) {
    assert.ok(!isLookedInto(lookedInto, { ...reads, count: 1, ...other }));
  }
});

test('E20: nobody looks into their own reads, and nobody opens again what is said of their own', () => {
  given(organisationDecider, founded).when(look, { actor: 'reader' }).refused('own_reads');
  given(organisationDecider, founded, look).when(again, { actor: 'reader' }).refused('own_reads');
});

test('a look needs words, is done once, and can be opened again and done anew', () => {
  given(organisationDecider, founded)
    .when({ ...look, words: ' ' })
    .refused('no_words');
  given(organisationDecider, founded).when(again).refused('not_looked');
  given(organisationDecider, founded, look).when(look).refused('already_looked');
  given(organisationDecider, founded, look)
    .when({ ...look, count: 4 })
    .gives('reads_looked_into');
  const opened = given(organisationDecider, founded, look, again);
  assert.deepEqual(opened.state.lookedInto, []);
  opened.when(look).gives('reads_looked_into');
  given(organisationDecider, founded)
    .when({ ...look, day: day('2026-11-21') })
    .refused('in_the_future');
});
