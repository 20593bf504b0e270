import { randomUUID } from 'node:crypto';
import type { Step } from '@throughcare/records';
import { failureOf } from '../../frame/failure-of.ts';
import { failure, seeOther, type Answer } from '../../frame/answer.ts';
import { withErrors, type Filled, type FormView } from '../../frame/form.ts';
import { paths } from '../../paths.ts';
import type { Repository } from '../../services.ts';
import type { Raised } from './form.ts';

const NOT_KEPT =
  'This is not in the record: the place where it is kept does not answer. Everything you typed is still below. Ring first, do not wait for this page. Then send it again; nothing is done twice.';
const SENT_BEFORE =
  'A concern was already saved from this page. If this is another one, send it again. Otherwise you find the first on the concerns page.';

/**
 * Saves a concern, and goes to it. Where the record cannot be reached the same page says so and keeps every word;
 * the telephone needs no record (E34).
 */
export async function saveConcern(asked: {
  readonly records: Repository;
  readonly form: Extract<Filled<Raised>, { ok: true }>;
  readonly steps: readonly Step[];
  readonly again: (view: FormView, status: number) => Answer;
}): Promise<Answer> {
  const { records, form, steps, again } = asked;
  try {
    const outcome = await records.decideTogether(form.command, steps);
    if (outcome.ok) return seeOther(paths.concern({ concern: form.command }));
    if (outcome.reason === 'not_found') return failure('notFound');
    const isOther = outcome.reason === 'refused' && outcome.refusal.code !== 'command_reused';
    const view = withErrors(form.view, [{ words: isOther ? outcome.refusal.words : SENT_BEFORE }]);
    return again({ ...view, command: randomUUID() }, 409);
  } catch (error) {
    if (failureOf(error) !== 'databaseDown') throw error;
    return again(withErrors(form.view, [{ words: NOT_KEPT }]), 503);
  }
}
