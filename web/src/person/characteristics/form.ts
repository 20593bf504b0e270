import { disabilities, ethnicGroups, religions } from '@throughcare/pathway';
import { z } from 'zod';
import { choice, withDay } from '../../frame/fields.ts';
import { typedOf } from '../../history/again.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { keysOf, options } from '../options.ts';

/** Left out where it was not asked. */
const asked = <const Keys extends readonly [string, ...string[]]>(keys: Keys) =>
  z
    .union([z.literal(''), choice(keys, 'Choose one of the list.')])
    .optional()
    .transform(answer => (answer === undefined || answer === '' ? null : answer));

/** What somebody says of themselves, for counting alone (E32). */
export const characteristicsForm = caseForm({
  path: paths.personCharacteristics,
  does: ['tell_characteristics'],
  template: 'person/characteristics/form.njk',
  schema: withDay('on', 'the day they said it', {
    ethnicGroup: asked(keysOf(ethnicGroups)),
    disability: asked(keysOf(disabilities)),
    religion: asked(keysOf(religions)),
  }),
  command: ({ on, ethnicGroup, disability, religion }) => ({
    do: 'tell_characteristics',
    on,
    ethnicGroup,
    disability,
    religion,
  }),
  tells: command => ({ answers: typedOf(command) }),
  shows: () => ({
    ethnic: options(ethnicGroups, name => name),
    disability: options(disabilities, name => name),
    religion: options(religions, name => name),
  }),
});
