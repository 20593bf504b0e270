import { z } from 'zod';
import { failure, seeOther } from '../../frame/answer.ts';
import { words } from '../../frame/fields.ts';
import { caller } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { wayOf } from '../groups.ts';
import { statementPage, writePage } from '../pages.ts';
import { hasReadIt } from '../read-it.ts';

/** What stays private and what does not, before anything can be typed (E5). */
export const helpAbout = [
  route({
    method: 'GET',
    path: paths.helpAbout,
    policy: caller,
    handle({ params, freshForm }) {
      const way = wayOf(params.letter);
      return way ? statementPage(way, freshForm()) : failure('notFound');
    },
  }),
  route({
    method: 'POST',
    path: paths.helpAbout,
    policy: caller,
    form: z.object({ words }),
    handle(visit) {
      const way = wayOf(visit.params.letter);
      if (!way) return failure('notFound');
      if (!visit.form.ok) return statementPage(way, visit.form.view, 422);
      const cookies = [hasReadIt(visit, way)];
      // Words that were written before, when the proof of reading had run out: they come along.
      if (visit.form.value.words !== '') return writePage(way, visit.form.view, { cookies });
      return seeOther(paths.helpWrite({ letter: way.letter }), cookies);
    },
  }),
];
