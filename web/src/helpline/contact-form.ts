import type { ContactCommand, Day } from '@throughcare/pathway';
import type { z } from 'zod';
import { failure, page } from '../frame/answer.ts';
import type { Path } from '../frame/path.ts';
import { staff } from '../frame/policy.ts';
import { route, type Route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { recordInContact } from './record.ts';

/** One question about a contact on a page of its own. */
export function contactForm<const Pattern extends `/helpline/:contact/${string}`, Value>(asked: {
  readonly path: Path<Pattern>;
  readonly template: `helpline/${string}.njk`;
  readonly schema: z.ZodType<Value>;
  readonly shows: object;
  readonly command: (value: Value, on: Day) => ContactCommand;
}): Route[] {
  const { path, template, schema, shows, command } = asked;
  const policy = staff('helpline_worker');
  const idOf = (params: unknown) => (params as { contact: string }).contact;
  return [
    route({
      method: 'GET',
      path,
      policy,
      async handle({ records, params, freshForm }) {
        const found = await records.contact(idOf(params));
        if (!found) return failure('notFound');
        return page(template, { ...shows, contact: found.contact, form: freshForm({}, found.version) });
      },
    }),
    route({
      method: 'POST',
      path,
      policy,
      form: schema,
      async handle({ records, params, now, form }) {
        const contact = idOf(params);
        const again = (view = form.view, status = 422) =>
          Promise.resolve(page(template, { ...shows, contact, form: view }, { status }));
        if (!form.ok) return again();
        return recordInContact({
          records,
          contact,
          form,
          now,
          again,
          command: on => command(form.value, on),
          done: paths.helplineContact({ contact }),
        });
      },
    }),
  ];
}
