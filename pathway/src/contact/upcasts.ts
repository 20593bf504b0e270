import type { Upcasts } from '../upcast.ts';

/**
 * Until schema 2 the way in that a caller chose was one list: what it is about, and who they are, in one. Now the
 * groups are those of domain 1.3, and what a caller said of themselves stands beside them.
 */
const firstWays: Readonly<Record<string, { group: string; caller: string }>> = {
  family: { group: 'another_adults_behaviour', caller: 'family' },
  child: { group: 'child_who_may_have_been_abused', caller: 'not_said' },
  under_18: { group: 'other', caller: 'under_18' },
};

export const contactUpcasts: Upcasts = {
  contact_opened: [
    ({ facts, ...rest }) => {
      const chosen = facts.group as string;
      const way = firstWays[chosen] ?? { group: chosen, caller: 'not_said' };
      return { ...rest, facts: { ...facts, ...way } };
    },
  ],
};
