import { test } from 'node:test';
import { day, organisationDecider, toResolve, type OrganisationState } from '../../src/index.ts';
import { correctionEqualsNoMistake, holdsForAnySequence } from '../sequences.ts';
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
    command: anyOrganisationCommand,
    today,
    begin: founded,
    impossible,
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
