import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { failure, page, seeOther } from '../../frame/answer.ts';
import { conflicted } from '../../frame/conflict.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { words } from '../../frame/fields.ts';
import { route } from '../../frame/route.ts';
import { sayInstant } from '../../frame/templates.ts';
import { paths } from '../../paths.ts';
import { analysts, byOf, studyAt } from '../analysts.ts';
import type { Desk } from '../desk.ts';
import type { KeptStudy } from '../kept-study.ts';
import { lineDiff } from '../line-diff.ts';
import { checksOf } from './checks.ts';

function show(desk: Desk, study: KeptStudy, form: FormView, status = 200) {
  const typed = form.values['text'];
  const text = typeof typed === 'string' ? typed : '';
  const kept = study.protocols.at(-1);
  const model = {
    study,
    form,
    checks: checksOf(
      text,
      study.extracts.map(({ id, name }) => ({
        name,
        columns: desk.columns(study, id)?.columns.map(column => column.name),
      })),
    ),
    newest: kept && { version: study.protocols.length, by: kept.by.name, at: kept.at },
    lookedAt: (desk.locked(study)?.looks.length ?? 0) > 0,
    canTry: text.trim() === '' && desk.madeUp() !== undefined,
    canDraft: text.trim() === '' && desk.draft(study) !== undefined,
  };
  return page('study-desk/protocol/page.njk', model, { status, script: 'check' });
}

const protocolForm = z.object({
  text: words,
  act: z.enum(['save', 'check', 'draft', 'example']).catch('save'),
});

export const deskProtocol = [
  route({
    method: 'GET',
    path: paths.deskProtocol,
    policy: analysts,
    handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      const newest = found.desk.protocol(found.study);
      const form = visit.freshForm({ text: newest?.text ?? '' }, newest?.version ?? 0);
      return show(found.desk, found.study, form);
    },
  }),
  route({
    method: 'POST',
    path: paths.deskProtocol,
    policy: analysts,
    form: protocolForm,
    handle(visit) {
      const found = studyAt(visit);
      if (!found) return failure('notFound');
      const { desk, study } = found;
      const { form } = visit;
      if (!form.ok) return show(desk, study, form.view, 422);
      const { text, act } = form.value;
      if (act === 'check') return show(desk, study, form.view);
      if (act === 'draft') {
        return show(desk, study, { ...form.view, values: { text: desk.draft(study) ?? '' } });
      }
      if (act === 'example') {
        const example = desk.madeUp();
        const made = example ? readFileSync(example.protocol, 'utf8') : '';
        return show(desk, study, { ...form.view, values: { text: made } });
      }
      if (text.trim() === '') {
        return show(
          desk,
          study,
          withErrors(form.view, [{ field: 'text', words: 'Write or paste a protocol.' }]),
          422,
        );
      }
      const newest = desk.protocol(study);
      if (newest?.text === text) return seeOther(paths.deskStudy({ study: study.id }));
      if (desk.keepProtocol(study, text, form.seen ?? 0, byOf(visit))) {
        return seeOther(paths.deskStudy({ study: study.id }));
      }
      return show(desk, study, bothChanges(desk, study, form.view, text), 409);
    },
  }),
];

/** Somebody else kept a version in between: what they changed, and what is about to be kept over it. */
function bothChanges(desk: Desk, study: KeptStudy, view: FormView, mine: string): FormView {
  const theirs = study.protocols.at(-1)!;
  const now = desk.protocol(study)!;
  const differ = lineDiff(now.text, mine).filter(line => line.mark !== 'same');
  const gone = differ.filter(line => line.mark === 'gone').map(line => line.text.trim());
  const added = differ.filter(line => line.mark === 'new').map(line => line.text.trim());
  const say = (lines: readonly string[]) => lines.slice(0, 8).join('; ') || 'no line that the other lacks';
  return conflicted(
    view,
    {
      by: theirs.by.name,
      when: sayInstant(theirs.at),
      theirs: [{ what: `Version ${now.version} has`, now: say(gone) }],
      yours: [{ what: 'Yours has', now: say(added) }],
    },
    now.version,
  );
}
