import { createHash, randomUUID } from 'node:crypto';
import type { Step } from '@throughcare/records';
import { couldNotBeKept } from '../../frame/failure-of.ts';
import { failure, seeOther, type Answer } from '../../frame/answer.ts';
import { withErrors, type Filled, type FormView } from '../../frame/form.ts';
import type { Href } from '../../frame/path.ts';
import { paths } from '../../paths.ts';
import type { Repository, Staff } from '../../services.ts';
import type { Raised } from './form.ts';

const NOT_KEPT =
  'This is not in the record: the place where it is kept does not answer, or is full. Everything you typed is still below. Ring first, do not wait for this page. Then send it again; nothing is done twice.';
const SENT_BEFORE =
  'A concern was already saved from this page. If this is another one, send it again. Otherwise you find the first on the concerns page.';

export interface Saving {
  readonly records: Repository;
  readonly who: Staff;
  readonly form: Extract<Filled<Raised>, { ok: true }>;
  /** The steps that raise the concern under an id. */
  readonly steps: (concern: string) => readonly Step[];
  /** What else says that it was raised, such as the contact; where that fails, the concern stands without it. */
  readonly mark?: (concern: string) => Step;
  readonly again: (view: FormView, status: number) => Answer | Promise<Answer>;
  /** Where to go once it is raised, for whoever does not see it afterwards. */
  readonly goTo?: (concern: string) => Href;
}

/**
 * Saves a concern, and goes to it. Where the record cannot be reached the same page says so and keeps every word;
 * the telephone needs no record (E34). Nothing else keeps a concern out: not what it came from, and in danger not a
 * page that was sent before with other words, which is then a concern of its own.
 */
export async function saveConcern(saving: Saving): Promise<Answer> {
  const { form, again } = saving;
  try {
    const done = await attempt(saving, form.command);
    if (done) return done;
    const isDanger = form.value.danger === 'yes';
    const second = isDanger ? await attempt(saving, otherId(saving.form)) : undefined;
    if (second) return second;
    const view = withErrors(form.view, [{ words: SENT_BEFORE }]);
    return again({ ...view, command: randomUUID() }, 409);
  } catch (error) {
    if (!couldNotBeKept(error)) throw error;
    return again(withErrors(form.view, [{ words: NOT_KEPT }]), 503);
  }
}

/** The id of what was sent under an id used before: the same for the same words, so that it too is done once. */
function otherId({ command, value }: Saving['form']): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([command, value]))
    .digest('hex');
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`];
  return [...parts, hash.slice(20, 32)].join('-');
}

/** With what it came from; failing that, the concern alone. Undefined where this id was used before for other words. */
async function attempt({ records, who, form, steps, mark, goTo }: Saving, concern: string) {
  const about = form.value.about;
  const seen = about.includes(who.userId) ? paths.concerns() : paths.concern({ concern });
  const there = goTo?.(concern) ?? seen;
  const raise = steps(concern);
  if (mark) {
    const both = await records.decideTogether(concern, [...raise, mark(concern)]);
    if (both.ok) return seeOther(there);
    if (both.reason === 'refused' && both.refusal.code === 'command_reused') return undefined;
  }
  const alone = await records.decideTogether(concern, raise);
  if (alone.ok) return seeOther(there);
  return alone.reason === 'not_found' ? failure('notFound') : undefined;
}
