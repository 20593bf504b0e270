import { test } from 'node:test';
import assert from 'node:assert/strict';
import { day, organisationDecider, type OrganisationCommand } from '../src/index.ts';
import { given } from './given.ts';

const on = day('2026-01-05');
const founded: OrganisationCommand[] = [
  { do: 'found', on, name: 'Ashgrove', madeUp: true },
  { do: 'join', on, user: 'u1', name: 'Ines Vale', roles: ['administrator'] },
];

test('the last administrator can neither leave nor lose the role', () => {
  const history = given(organisationDecider, ...founded);
  history.when({ do: 'leave', on, user: 'u1' }).refused('last_administrator');
  history.when({ do: 'change_roles', on, user: 'u1', roles: ['auditor'] }).refused('last_administrator');
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
