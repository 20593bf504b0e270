import { test } from 'node:test';
import fc from 'fast-check';
import {
  day,
  organisationDecider,
  toResolve,
  type OrganisationCommand,
  type OrganisationState,
} from '../../src/index.ts';
import { by, correctionsEqualNoMistake } from '../corrections.ts';
import { correctionEqualsNoMistake, holdsAfterAnyCorrection, holdsForAnySequence } from '../sequences.ts';
import { anyOrganisationCommand } from './commands.ts';

const on = day('2025-01-06');
const founded = [
  { do: 'found', on, name: 'Ashgrove', madeUp: true },
  { do: 'join', on, user: 'u1', name: 'Ines Vale', roles: ['administrator'] },
  { do: 'join', on, user: 'u2', name: 'Hale Renwick', roles: ['practitioner'] },
] as const;

function impossible(state: OrganisationState): string[] {
  const faults: string[] = [];
  const works = (user: string) => state.people.some(one => one.user === user && one.active);
  const everAdministrator = state.people.some(one => one.roles.includes('administrator'));
  if (everAdministrator && !state.people.some(one => one.active && one.roles.includes('administrator')))
    faults.push('nobody administers it');
  if (new Set(state.people.map(one => one.user)).size !== state.people.length) faults.push('somebody twice');
  for (const { members, closedOn } of state.teams) {
    const inIt = members.filter(one => one.until === null).map(one => one.user);
    if (!inIt.every(works)) faults.push('somebody who left is in a team');
    if (new Set(inIt).size !== inIt.length) faults.push('somebody is in a team twice at once');
    if (closedOn !== null && inIt.length > 0) faults.push('somebody is in a closed team');
  }
  for (const cover of state.covers) {
    if (cover.until < cover.from) faults.push('a cover that ends before it begins');
    if (cover.kind === 'casework' && cover.absent === cover.by) faults.push('somebody covers themselves');
  }
  if (!state.founded && state.people.length > 0) faults.push('people without an organisation');
  if (new Set(state.programmes.map(one => one.id)).size !== state.programmes.length)
    faults.push('a programme twice');
  if (state.programmes.some(one => one.sessions < 1)) faults.push('a programme without a session');
  if (toResolve(state.apart, ['a', 'b']).length > 1) faults.push('two people kept apart twice');
  const counted = state.unanswered.map(one => `${one.on} ${one.channel}`);
  if (new Set(counted).size !== counted.length) faults.push('one day counted twice');
  return faults;
}

test('no sequence of commands leaves an organisation without an administrator or somebody who left in a team', () => {
  const today = day('2026-06-01');
  holdsForAnySequence({
    decider: organisationDecider,
    commands: fc.array(by(anyOrganisationCommand, 'u1', 'u2', 'u3'), { maxLength: 60, size: 'max' }),
    today,
    begin: [[], founded.map(one => [one, 'u1'] as const)],
    impossible,
    unseen: { renew_password: 'what password somebody has, the record never knows' },
    again: {
      change_roles: 'the same roles',
      shape_programme: 'the same shape',
      set_number: 'the same number, on the same day',
      set_staffed_hours: 'the same hours, on the same day',
      count_unanswered: 'counted anew, and as many',
      set_retention: 'the same schedule, on the same day',
      set_mandatory_reporting: 'the same duty',
      set_duty_desk: 'checked, on the same day',
    },
    seen: state => ({ ...state, lastTold: null }),
    makes: command =>
      command.do === 'keep_apart' ? command.pair : command.do === 'hold_records' ? command.hold : null,
  });
});

test('no correction leaves an organisation without an administrator, whatever is said to stand', () => {
  const handedOn = [
    ...founded,
    { do: 'join', on: day('2025-01-07'), user: 'u3', name: 'Bea Loom', roles: ['administrator'] },
    { do: 'leave', on: day('2025-01-08'), user: 'u1' },
  ] as const;
  holdsAfterAnyCorrection({
    decider: organisationDecider,
    command: by(anyOrganisationCommand, 'u1'),
    today: day('2026-06-01'),
    begin: [founded, handedOn].map(all => all.map((one: OrganisationCommand) => [one, 'u1'] as const)),
    impossible: state => (state.founded ? impossible(state) : []).filter(one => one.includes('administers')),
    refused: ['nobody_administers'],
  });
});

test('a cover put right in the middle equals one that was never wrong', () => {
  const cover = {
    do: 'arrange_on_call',
    on: day('2025-01-07'),
    cover: 'c1',
    by: 'u2',
    from: day('2025-02-03'),
    until: day('2025-02-07'),
  } as const;
  const commands = [...founded, cover, { do: 'leave', on: day('2025-02-05'), user: 'u2' }] as const;
  correctionEqualsNoMistake(organisationDecider, commands, 3, { ...cover, by: 'u1' }, day('2026-06-01'));
});

test('whatever was told wrongly of an organisation and put right, it stands as if it had never been wrong', () => {
  correctionsEqualNoMistake({
    decider: organisationDecider,
    command: by(anyOrganisationCommand, 'u1'),
    begin: [
      founded.map(one => [one, 'u1']),
      [
        ...founded.map(one => [one, 'u1'] as const),
        [{ do: 'make_team', on, team: 't1', name: 'North' }, 'u1'],
        [{ do: 'join_team', on, team: 't1', user: 'u2' }, 'u1'],
        [{ do: 'close_team', on, team: 't1' }, 'u1'],
        [{ do: 'offer_programme', on, programme: 'p1', name: 'Tuesdays', sessions: 2, places: 8 }, 'u1'],
        [{ do: 'withdraw_programme', on, programme: 'p1' }, 'u1'],
      ],
      [
        ...founded.map(one => [one, 'u1'] as const),
        [{ do: 'arrange_cover', on, cover: 'c1', absent: 'u1', by: 'u2', from: on, until: on }, 'u1'],
        [{ do: 'end_cover', on, cover: 'c1' }, 'u1'],
        [{ do: 'set_number', on, setting: 'chaseAfter', value: 2, owner: 'u2', reason: 'as told' }, 'u1'],
        [{ do: 'keep_apart', on, pair: 'k1', cases: ['a', 'b'], reason: 'relatives' }, 'u1'],
        [{ do: 'end_apart', on, pair: 'k1' }, 'u1'],
        [{ do: 'leave', on, user: 'u2' }, 'u1'],
      ],
    ],
    today: day('2026-06-01'),
    reaches: [
      'founded',
      'person_joined',
      'roles_changed',
      'person_left',
      'team_made',
      'team_joined',
      'team_closed',
      'cover_arranged',
      'cover_ended',
      'on_call_arranged',
      'programme_offered',
      'programme_withdrawn',
      'setting_set',
      'unanswered_counted',
      'kept_apart',
      'apart_no_longer',
    ],
    numRuns: 1500,
  });
});
