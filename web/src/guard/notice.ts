import { createHash } from 'node:crypto';
import type { Filled, Typed } from '../frame/form.ts';
import { withErrors } from '../frame/form.ts';
import type { Href } from '../frame/path.ts';
import { paths } from '../paths.ts';
import { lookAt } from './look.ts';
import { looksFor, type Noticed } from './words.ts';

/** What the page of a note says when a second look is asked for. */
export interface Notice {
  readonly says: readonly string[];
  /** Where the same words become a concern. */
  readonly concern: Href;
  /** The case that it was written in, so that the concern says where it was learned. */
  readonly from: string | undefined;
  /** Sealed: that these words, and no others, were looked at. It comes back with *save it as it is*. */
  readonly looked: string;
}

interface Sealing {
  readonly params: Readonly<Record<string, string>>;
  readonly seal: (purpose: string, text: string, minutes: number) => string;
  readonly unseal: (purpose: string, sealed: string | undefined) => string | undefined;
}

const PURPOSE = 'note looked at';
const MINUTES = 240;
const LOOK =
  'Look at what you wrote before it is saved. Nothing was saved yet, and every word is still here.';

/** Texts of a form in which somebody writes: more than one word. Codes, days and ids are none. */
export function notesIn(values: Typed): readonly string[] {
  return Object.values(values)
    .flat()
    .filter(text => /\S\s+\S/.test(text));
}

/**
 * Asks for a second look at a note before it is saved (E3): a warning, never a wall. Until it is settled, by other
 * words, by a concern or by *save it as it is*, the draft is kept sealed under the writer’s key (see `drafts`).
 */
export function guarded<Value>(
  form: Filled<Value>,
  looked: string | undefined,
  visit: Sealing,
): Filled<Value> {
  if (!form.ok) return form;
  const notes = notesIn(form.view.values);
  const found = [...new Set(notes.flatMap(lookAt))] as Noticed[];
  if (found.length === 0) return form;
  const print = createHash('sha256').update(notes.join('\n')).digest('base64url');
  if (visit.unseal(PURPOSE, looked) === print) return form;
  const { contact, case: from } = visit.params;
  const notice: Notice = {
    says: found.map(one => looksFor[one].says),
    concern: contact === undefined ? paths.concernFromNote() : paths.helplineConcernFromNote({ contact }),
    from,
    looked: visit.seal(PURPOSE, print, MINUTES),
  };
  const view = withErrors(form.view, [{ field: 'second-look', words: LOOK }]);
  return { ok: false, view: { ...view, notice, draft: form.view.draft ?? form.view.command } };
}
