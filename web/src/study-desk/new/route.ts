import { z } from 'zod';
import { page, seeOther } from '../../frame/answer.ts';
import { line } from '../../frame/fields.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { analysts, byOf, deskFor } from '../analysts.ts';

export const deskNew = [
  route({
    method: 'GET',
    path: paths.deskNew,
    policy: analysts,
    handle: ({ freshForm }) => page('study-desk/new/page.njk', { form: freshForm() }),
  }),
  route({
    method: 'POST',
    path: paths.deskNew,
    policy: analysts,
    form: z.object({ title: line('Give the study a name.', 120) }),
    handle(visit) {
      const { form } = visit;
      if (!form.ok) return page('study-desk/new/page.njk', { form: form.view }, { status: 422 });
      deskFor(visit).begin(form.command, form.value.title, byOf(visit));
      return seeOther(paths.deskStudy({ study: form.command }));
    },
  }),
];
