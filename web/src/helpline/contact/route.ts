import { z } from 'zod';
import { failure, page } from '../../frame/answer.ts';
import { words } from '../../frame/fields.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { recordInContact } from '../record.ts';
import { contactView } from './contact-view.ts';

const policy = staff('helpline_worker');

/** One contact: what they wrote, and the answer. A caller's own words stand on these pages and nowhere else. */
export const helplineContact = [
  route({
    method: 'GET',
    path: paths.helplineContact,
    policy,
    async handle({ records, who, params, now, freshForm }) {
      const found = await records.contact(params.contact);
      if (!found) return failure('notFound');
      const contact = contactView(found, who, now);
      const [form, take] = [freshForm({ words: '' }, found.version), freshForm({}, found.version)];
      return page('helpline/contact/page.njk', { contact, form, take });
    },
  }),
  route({
    method: 'POST',
    path: paths.helplineContact,
    policy,
    form: z.object({ words }),
    async handle({ records, who, params, now, form, freshForm }) {
      const again = async (view = form.view, status = 422) => {
        const found = await records.contact(params.contact);
        if (!found) return failure('notFound');
        const contact = contactView(found, who, now);
        const model = { contact, form: view, take: freshForm({}, found.version) };
        return page('helpline/contact/page.njk', model, { status });
      };
      if (!form.ok) return again();
      const { words } = form.value;
      return recordInContact({
        records,
        contact: params.contact,
        form,
        now,
        again,
        command: on => ({
          do: 'answer',
          on,
          worker: who.userId,
          words,
        }),
        done: paths.helplineContact({ contact: params.contact }),
      });
    },
  }),
  route({
    method: 'POST',
    path: paths.helplineTake,
    policy,
    form: z.object({}),
    async handle({ records, who, params, now, form, freshForm }) {
      const again = async (view = form.view, status = 422) => {
        const found = await records.contact(params.contact);
        if (!found) return failure('notFound');
        const contact = contactView(found, who, now);
        const model = { contact, form: freshForm({ words: '' }, found.version), take: view };
        return page('helpline/contact/page.njk', model, { status });
      };
      if (!form.ok) return again();
      return recordInContact({
        records,
        contact: params.contact,
        form,
        now,
        again,
        command: on => ({
          do: 'take',
          on,
          worker: who.userId,
        }),
        done: paths.helplineContact({ contact: params.contact }),
      });
    },
  }),
];
