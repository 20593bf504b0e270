import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { day, organisationDecider, roles, type OrganisationCommand, type Role } from '../../src/index.ts';
import { given } from '../given.ts';

const on = day('2026-03-12');
const roleNames = Object.keys(roles) as Role[];
const first = 'worker-1';

const hold: OrganisationCommand = {
  do: 'hold_records',
  on,
  hold: 'h1',
  scope: 'everything',
  ground: 'inquiry',
  owner: first,
  authority: 'as told',
  until: null,
  reason: 'as told',
};
const free: OrganisationCommand = { do: 'free_records', on, hold: 'h1', reason: 'as told' };
const colleague = fc.record({ roles: fc.subarray(roleNames, { minLength: 1 }), left: fc.boolean() });

function join(user: string, ...held: Role[]): OrganisationCommand {
  return { do: 'join', on, user, name: 'As told', roles: held };
}

test('E22: nobody lifts a hold that they set; who can, or what has to be done first, is said', () => {
  fc.assert(
    fc.property(fc.array(colleague, { maxLength: 4 }), colleagues => {
      const house = given(
        organisationDecider,
        { do: 'found', on, name: 'As told', madeUp: false },
        join(first, 'administrator', 'safeguarding_lead'),
        ...colleagues.map((one, k) => join(`colleague-${k}`, ...one.roles)),
        ...colleagues.flatMap((one, k): OrganisationCommand[] =>
          one.left ? [{ do: 'leave', on, user: `colleague-${k}` }] : [],
        ),
        hold,
      );
      const { words } = house.when(free).refused('same_person');
      const others = colleagues.filter(one => !one.left).flatMap(one => one.roles);
      const canLift = others.includes('safeguarding_lead') || others.includes('administrator');
      assert.match(
        words,
        canLift
          ? /another safeguarding lead or an administrator has to lift it/
          : /Make an account for a second person first/,
      );
      assert.match(words, /Nothing was saved, and the hold stands\./);
      assert.deepEqual(house.when(free, { actor: 'another' }).gives('records_freed').recordsHolds, []);
    }),
  );
});
