import type { Json } from '../decider.ts';
import type { Upcasts } from '../upcast.ts';

/** Until schema 2 a session was its day, at its place in a list; and a mark did not say whether somebody was late. */
export const groupUpcasts: Upcasts = {
  group_planned: [
    ({ facts, ...rest }) => {
      const days = facts.sessions as readonly string[];
      const sessions = days.map((on, index): Json => ({
        number: index + 1,
        on,
        kind: 'group',
        module: '',
        title: '',
        for: [],
      }));
      return { ...rest, facts: { ...facts, facilitators: [], sessions } };
    },
  ],
  register_taken: [
    ({ facts, ...rest }) => {
      const marks = facts.marks as readonly { readonly [key: string]: Json }[];
      return { ...rest, facts: { ...facts, marks: marks.map(mark => ({ ...mark, late: false })) } };
    },
  ],
};
