import { test } from 'node:test';
import assert from 'node:assert/strict';
import { day, dose, organisationDecider, type Module, type OrganisationCommand } from '../../src/index.ts';
import { given } from '../given.ts';

const on = day('2026-01-05');
const offered: OrganisationCommand[] = [
  { do: 'found', on, name: 'Ashgrove', madeUp: true },
  { do: 'offer_programme', on, programme: 'p1', name: 'Tuesdays', sessions: 3, places: 8 },
];
const modules: Module[] = [
  { name: 'Beginning', sessions: [{ title: 'First talk', kind: 'one_to_one', minutes: 60 }] },
  {
    name: 'Middle',
    sessions: [
      { title: 'One', kind: 'group', minutes: 150 },
      { title: 'Two', kind: 'group', minutes: 150 },
    ],
  },
];
const shape = { do: 'shape_programme', on, programme: 'p1', intake: 'open', modules } as const;

test('a template is modules of sessions, and the dose is counted from it', () => {
  assert.deepEqual(dose(modules), { group: 2, one_to_one: 1 });
  const state = given(organisationDecider, ...offered)
    .when(shape)
    .gives('programme_shaped');
  assert.equal(state.programmes[0].sessions, 2);
  assert.equal(state.programmes[0].intake, 'open');
});

test('a template without a group session, without names, or with a session of no length is refused', () => {
  const history = given(organisationDecider, ...offered);
  history.when({ ...shape, modules: [] }).refused('no_sessions');
  history.when({ ...shape, modules: [{ ...modules[1], name: ' ' }] }).refused('no_name');
  const endless = { title: 'One', kind: 'group', minutes: 0 } as const;
  history.when({ ...shape, modules: [{ name: 'M', sessions: [endless] }] }).refused('minutes');
});

test('a programme that was withdrawn is neither shaped nor withdrawn again', () => {
  const withdraw: OrganisationCommand = { do: 'withdraw_programme', on, programme: 'p1' };
  const history = given(organisationDecider, ...offered, withdraw);
  history.when(shape).refused('withdrawn');
  history.when(withdraw).refused('withdrawn');
  history.when({ ...shape, programme: 'p9' }).refused('no_such_programme');
});
