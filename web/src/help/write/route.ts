import { z } from 'zod';
import { failure, seeOther } from '../../frame/answer.ts';
import { words } from '../../frame/fields.ts';
import { refused } from '../../frame/form.ts';
import { caller } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { codePage } from '../code/shown.ts';
import { wayOf } from '../groups.ts';
import { statementPage, writePage } from '../pages.ts';
import { versionRead } from '../read-it.ts';

/** The message. Whatever is in it, it is never blocked, never thrown away and never commented on (E3, E5). */
export const helpWrite = [
  route({
    method: 'GET',
    path: paths.helpWrite,
    policy: caller,
    handle(visit) {
      const way = wayOf(visit.params.letter);
      if (!way) return failure('notFound');
      if (!versionRead(visit, way)) return seeOther(paths.helpAbout({ letter: way.letter }));
      return writePage(way, visit.freshForm());
    },
  }),
  route({
    method: 'POST',
    path: paths.helpWrite,
    policy: caller,
    form: z.object({ words }),
    async handle(visit) {
      const { form, desk } = visit;
      const way = wayOf(visit.params.letter);
      if (!way) return failure('notFound');
      const version = versionRead(visit, way);
      if (!version) return statementPage(way, form.view, 422);
      if (!form.ok) return writePage(way, form.view, { status: 422 });
      const { group, caller: kind } = way;
      const first = { group, caller: kind, statement: version, words: form.value.words };
      const sent = await desk.open(form.command, first);
      if (!sent.ok) return writePage(way, refused(form.view, sent.refusal), { status: 422 });
      return codePage(visit, sent.code);
    },
  }),
];
