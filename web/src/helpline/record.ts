import { londonDay, type ContactCommand, type ContactEvent, type Day } from '@throughcare/pathway';
import type { Answer } from '../frame/answer.ts';
import { seeOther } from '../frame/answer.ts';
import type { Filled, FormView } from '../frame/form.ts';
import { settle, type Outcome } from '../frame/outcome.ts';
import type { Href } from '../frame/path.ts';
import type { Repository } from '../services.ts';
import { tellContact } from './tell.ts';

/**
 * Records one thing in a contact today, from a form, and gives the page that follows. Where a colleague or the
 * caller was quicker, both are shown and what was typed stays.
 */
export async function recordInContact(asked: {
  readonly records: Repository;
  readonly contact: string;
  readonly form: Extract<Filled<unknown>, { ok: true }>;
  readonly command: (on: Day) => ContactCommand;
  readonly now: number;
  readonly done: Href;
  readonly again: (view: FormView, status: number) => Promise<Answer>;
}): Promise<Answer> {
  const { records, contact, form, command, now, done, again } = asked;
  const expected = form.seen ?? 'latest';
  const outcome = await records.decide('contact', contact, expected, form.command, command(londonDay(now)));
  return settleContact({ records, outcome, view: form.view, again, done });
}

/** The page that follows what the record said of a contact. */
export async function settleContact(asked: {
  readonly records: Repository;
  readonly outcome: Outcome;
  readonly view: FormView;
  readonly done: Href;
  readonly again: (view: FormView, status: number) => Promise<Answer>;
}): Promise<Answer> {
  const { records, outcome, view, again, done } = asked;
  if (outcome.ok) return seeOther(done);
  const { people } = await records.organisation();
  const nameOf = (user: string) => people.find(one => one.user === user)?.name ?? 'The caller';
  const say = (event: unknown) => tellContact(event as ContactEvent, nameOf);
  return settle(outcome, { view, done, again, say, nameOf });
}
