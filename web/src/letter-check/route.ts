import { failure, page } from '../frame/answer.ts';
import { line, whole, withDay } from '../frame/fields.ts';
import { anybody } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { attempts } from '../help/code/attempts.ts';
import { paths } from '../paths.ts';

/**
 * Ten that were not known with one beginning, or two hundred in all, in a quarter of an hour: counted by how a code
 * begins and never by who asks. Before that no code is looked up, so a wait tells nothing about one.
 */
const counted = attempts({ perBeginning: 10, inAll: 200 });

const typed = withDay('on', 'the date of the letter', {
  code: line('Type the code.', 40),
  attended: whole('Type how many sessions it says were attended, as a number.'),
  initials: line('Type the initials.', 20),
});

/** Whoever holds a letter asks whether it is genuine (E38). The code goes in a form, so that no address holds it. */
export const letterCheck = [
  route({
    method: 'GET',
    path: paths.letterCheck,
    policy: anybody,
    handle: ({ freshForm }) => page('letter-check/page.njk', { form: freshForm() }),
  }),
  route({
    method: 'POST',
    path: paths.letterCheck,
    policy: anybody,
    form: typed,
    async handle({ form, services, now, freshForm }) {
      if (!form.ok) return page('letter-check/page.njk', { form: form.view }, { status: 422 });
      const { code, ...face } = form.value;
      if (!counted.mayTry(code, now)) return failure('tooMany');
      const standing = await services.records.letterStanding(code, face);
      if (standing === 'not_known') counted.wrong(code, now);
      return page('letter-check/page.njk', { form: freshForm(), standing });
    },
  }),
];
