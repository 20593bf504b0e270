import { z } from 'zod';
import { choice, several } from '../../../frame/fields.ts';
import { typedOf } from '../../../history/again.ts';
import { anyWords } from '../../raise/form.ts';
import type { ConcernFields } from '../concern-form.ts';
import { people } from '../forms/sharing.ts';

const raising = z.object({
  danger: choice(['yes', 'no'], 'Choose whether somebody was in danger.'),
  said: anyWords,
  child: anyWords,
  about: several,
});

/**
 * What was recorded when a concern was raised. Where it came from stays; whom it is about is put right by those who lead
 * on concerns alone (E20).
 */
export function raised(isLead: boolean): ConcernFields<z.output<typeof raising>> {
  return {
    template: 'concerns/concern/entry/raised.njk',
    schema: raising,
    shows: (_found, colleagues) => ({ people: isLead ? people(colleagues) : [] }),
    record: ({ danger, said, child, about }, { today }) => ({
      command: {
        do: 'raise',
        on: today,
        source: 'staff',
        immediateDanger: danger === 'yes',
        said,
        child,
        about,
      },
    }),
    again: {
      raise: command => ({ ...typedOf(command), danger: command.immediateDanger ? 'yes' : 'no' }),
    },
    keeps: ['source', 'from', ...(isLead ? [] : ['about'])],
  };
}
