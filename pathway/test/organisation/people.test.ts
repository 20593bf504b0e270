import { test } from 'node:test';
import assert from 'node:assert/strict';
import {
  addDays,
  asItHappened,
  day,
  fold,
  onCall,
  organisationDecider,
  uncovered,
  type OrganisationCommand,
  type OrganisationEvent,
} from '../../src/index.ts';
import { given } from '../given.ts';

const on = day('2026-01-05');
const founded: OrganisationCommand[] = [
  { do: 'found', on, name: 'Ashgrove', madeUp: true },
  { do: 'join', on, user: 'u1', name: 'Ines Vale', roles: ['administrator'] },
];

const hale = { do: 'join', on, user: 'u2', name: 'Hale Renwick', roles: ['practitioner'] } as const;

test('the last administrator can neither leave nor lose the role', () => {
  const history = given(organisationDecider, ...founded);
  history.when({ do: 'leave', on, user: 'u1' }).refused('last_administrator');
  history.when({ do: 'change_roles', on, user: 'u1', roles: ['auditor'] }).refused('last_administrator');
});

test('what somebody may do is not changed of a day before the last change, nor of one that is still to come', () => {
  const history = given(organisationDecider, ...founded, {
    ...hale,
    on: addDays(on, 7),
  });
  for (const command of [{ do: 'leave' } as const, { do: 'change_roles', roles: ['auditor'] } as const]) {
    const early = history.when({ ...command, on, user: 'u2' }).refused('too_early');
    assert.equal(early.field, 'on');
    assert.match(early.words, /the last change of their account on 12 January 2026\. Nothing was saved\./);
    const ahead = history.when({ ...command, on: day('2031-01-01'), user: 'u2' }).refused('in_the_future');
    assert.equal(ahead.field, 'on');
  }
});

test('a change of a day still to come, as earlier versions took it, does not outlast the next one', () => {
  const { state } = given(organisationDecider, ...founded);
  const facts = { user: 'u2', roles: ['administrator'] } as const;
  const taken: OrganisationEvent = { type: 'roles_changed', schema: 1, occurredOn: day('2031-01-01'), facts };
  const joined = organisationDecider.decide(state, hale, { actor: 'u1', today: on });
  assert.ok(joined.ok);
  const told = [...joined.events, taken];
  const change = { do: 'change_roles', on, user: 'u2', roles: ['practitioner'] } as const;
  const decided = organisationDecider.decide(fold({ ...organisationDecider, initial: state }, told), change, {
    actor: 'u1',
    today: on,
  });
  assert.ok(decided.ok);
  const after = fold({ ...organisationDecider, initial: state }, asItHappened([...told, ...decided.events]));
  assert.deepEqual(after.people.find(one => one.user === 'u2')?.roles, ['practitioner']);
});

test('somebody who left keeps a line in the record and has no role in force', () => {
  const history = given(
    organisationDecider,
    ...founded,
    { do: 'join', on, user: 'u2', name: 'Hale Renwick', roles: ['practitioner'] },
    { do: 'leave', on, user: 'u2' },
  );
  assert.deepEqual(history.state.people.find(person => person.user === 'u2')?.active, false);
  history.when({ do: 'change_roles', on, user: 'u2', roles: ['auditor'] }).refused('no_such_person');
});

test('somebody who left is in no team, and what they covered shows as not covered from that day', () => {
  const [from, until] = [day('2026-02-02'), day('2026-02-20')];
  const leaves = day('2026-02-10');
  const { state } = given(
    organisationDecider,
    ...founded,
    { do: 'join', on, user: 'u2', name: 'Hale Renwick', roles: ['practitioner'] },
    { do: 'join', on, user: 'u3', name: 'Maud Ferrowby', roles: ['practitioner'] },
    { do: 'make_team', on, team: 't1', name: 'North' },
    { do: 'join_team', on, team: 't1', user: 'u2' },
    { do: 'arrange_cover', on, cover: 'c1', absent: 'u3', by: 'u2', from, until },
    { do: 'arrange_on_call', on, cover: 'c2', by: 'u2', from, until },
    { do: 'leave', on: leaves, user: 'u2' },
  );
  assert.deepEqual(state.teams[0].members, [{ user: 'u2', since: on, until: leaves }]);
  assert.deepEqual(uncovered(state.covers, addDays(leaves, -1)), []);
  assert.deepEqual(uncovered(state.covers, leaves), ['u3']);
  assert.deepEqual(onCall(state.covers, addDays(leaves, -1)), ['u2']);
  assert.deepEqual(onCall(state.covers, leaves), [], 'E8: shown as not covered');
});

test('cover needs a last day that is not before the first, and another person who works here', () => {
  const join = { do: 'join', on, name: 'Hale Renwick' } as const;
  const history = given(
    organisationDecider,
    ...founded,
    { ...join, user: 'u2', roles: ['practitioner'] },
    { ...join, user: 'u3', roles: ['practitioner'] },
    { ...join, user: 'u4', roles: ['outside_partner'] },
  );
  const cover = {
    do: 'arrange_cover',
    on,
    cover: 'c1',
    absent: 'u2',
    by: 'u3',
    from: on,
    until: on,
  } as const;
  history.when(cover).gives('cover_arranged');
  history.when({ ...cover, until: addDays(on, -1) }).refused('until_before_from');
  history.when({ ...cover, by: 'u2' }).refused('same_person');
  history.when({ ...cover, by: 'u9' }).refused('no_such_person');
  history.when({ ...cover, by: 'u4' }).refused('no_such_person');
  history.when({ ...cover, by: 'u1' }).refused('no_caseworker');
  const onCall = { do: 'arrange_on_call', on, cover: 'c2', from: on, until: on } as const;
  history.when({ ...onCall, by: 'u4' }).refused('no_such_person');
  history.when({ ...onCall, by: 'u1' }).gives('on_call_arranged');
});
