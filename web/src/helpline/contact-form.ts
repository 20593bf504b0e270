import type { ContactCommand, Day } from '@throughcare/pathway';
import { londonDay } from '@throughcare/pathway';
import { anyFields, askedPage, readAsked, type Asked } from '../asked/asked.ts';
import { failure } from '../frame/answer.ts';
import type { FormView } from '../frame/form.ts';
import type { Href, Path } from '../frame/path.ts';
import { staff } from '../frame/policy.ts';
import { route, type Route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { recordInContact } from './record.ts';

/** One question about a contact that has an address of its own. */
export function contactForm<const Pattern extends `/helpline/:contact/${string}`>(
  path: Path<Pattern>,
  ask: (on: Day) => Asked<ContactCommand>,
): Route[] {
  const policy = staff('helpline_worker');
  // Every path here has the one parameter `contact`, which the type of a generic pattern cannot say.
  const idOf = (params: unknown) => (params as { contact: string }).contact;
  const placeOf = (contact: string) => ({
    action: (path as unknown as (params: { contact: string }) => Href)({ contact }),
    back: { href: paths.helplineContact({ contact }), words: 'The contact' },
  });
  return [
    route({
      method: 'GET',
      path,
      policy,
      async handle({ records, params, now, freshForm }) {
        const found = await records.contact(idOf(params));
        if (!found) return failure('notFound');
        return askedPage(ask(londonDay(now)), placeOf(found.contact), freshForm({}, found.version));
      },
    }),
    route({
      method: 'POST',
      path,
      policy,
      form: anyFields,
      async handle({ records, params, now, form }) {
        const contact = idOf(params);
        const asked = ask(londonDay(now));
        const again = (view: FormView, status = 422) =>
          Promise.resolve(askedPage(asked, placeOf(contact), view, status));
        const read = readAsked(asked, form);
        if ('view' in read || !form.ok) return again('view' in read ? read.view : form.view);
        const { command } = read;
        const done = paths.helplineContact({ contact });
        return recordInContact({ records, contact, form, now, again, command: () => command, done });
      },
    }),
  ];
}
