import type { Answer } from '../frame/answer.ts';
import type { Filled, FormView, Typed } from '../frame/form.ts';
import type { Repository } from '../services.ts';

/** What was typed on this very page and waits for a second look; the page asks whether its reader may see what it is about. */
export async function waitingHere(
  records: Repository | undefined,
  address: string,
): Promise<{ readonly draft: string; readonly values: Typed } | undefined> {
  const { pathname, searchParams } = new URL(address, 'http://here');
  const draft = searchParams.get('draft');
  if (!records || draft === null) return undefined;
  const found = (await records.drafts()).find(one => one.id === draft && one.page === pathname);
  return found && { draft, values: found.values };
}

/** A form that goes on where somebody stopped. */
export function goesOn(view: FormView, waiting: Awaited<ReturnType<typeof waitingHere>>): FormView {
  return waiting ? { ...view, values: { ...view.values, ...waiting.values }, draft: waiting.draft } : view;
}

/** Keeps what was typed where a second look is asked for, under the id that the form carries from then on. */
export async function keepWaiting(
  records: Repository | undefined,
  address: string,
  form: Filled<unknown> | undefined,
): Promise<void> {
  const draft = form && !form.ok && form.view.notice && form.view.draft;
  if (!records || !draft) return;
  const values = Object.fromEntries(
    Object.entries(form.view.values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : [...value],
    ]),
  );
  await records.keepDraft(draft, { page: new URL(address, 'http://here').pathname, values });
}

/**
 * A form that led on settled what it carried: saved, or moved to a concern. Nothing waits for this: what cannot be taken
 * away now goes by itself when its time is over, and a concern was raised all the same (E34).
 */
export async function settleWaiting(
  records: Repository | undefined,
  form: Filled<unknown> | undefined,
  answer: Answer,
): Promise<void> {
  const draft = form?.view.draft;
  if (!records || draft === undefined || answer.kind !== 'seeOther') return;
  await records.settleDraft(draft).catch(() => undefined);
}
