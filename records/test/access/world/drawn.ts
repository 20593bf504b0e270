import fc from 'fast-check';
import { roleNames } from '../../../src/access/roles.ts';

/** A team that u1 is in and u2 has left; and one that was closed with u3 in it. */
export const NORTH = '00000000-0000-4000-8000-00000000000a';
export const SOUTH = '00000000-0000-4000-8000-00000000000b';

/** Who works in a drawn organisation; what they may do is drawn too. */
export const accounts = ['u1', 'u2', 'u3', 'u4'] as const;

const account = fc.constantFrom(...accounts);
const few = (most: number) => fc.subarray([...accounts], { maxLength: most });

/** One role, or any combination of them, or none: most people have one, and what one opens must not hide behind another. */
const roles = fc.oneof(
  fc.constantFrom(...roleNames).map(role => [role]),
  fc.subarray([...roleNames]),
);

/** An organisation: roles in any combination, cases kept from some and opened by others, concerns, groups. */
export const worlds = fc.record({
  roles: fc.array(roles, { minLength: accounts.length, maxLength: accounts.length }),
  /** Whose work here has ended. What they had is still theirs by name, and opens nothing. */
  left: few(1),
  cases: fc.array(
    fc.record({
      practitioner: fc.option(account, { nil: null }),
      excluded: few(2),
      steppedAway: few(1),
      restrictedTo: fc.option(fc.subarray([...accounts], { minLength: 1, maxLength: 2 }), { nil: null }),
      inGroup: fc.boolean(),
      sentBy: fc.option(account, { nil: null }),
      team: fc.constantFrom(null, NORTH, SOUTH),
      openings: fc.array(
        fc.record({ by: account, hours: fc.constantFrom(1, 24), hoursAgo: fc.constantFrom(0, 3, 30) }),
        { maxLength: 2 },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  covers: fc.array(
    fc.record({ by: account, absent: account, days: fc.constantFrom('today', 'past', 'ended') }),
    { maxLength: 2 },
  ),
  concerns: fc.array(
    fc.record({
      raisedBy: account,
      about: few(4),
      named: fc.subarray([...accounts], { minLength: 2, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  lead: account,
});
export type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;
