import { randomUUID } from 'node:crypto';
import type { Refusal } from '@throughcare/pathway';
import type { z } from 'zod';
import type { Notice } from '../guard/notice.ts';
import type { Conflict } from './conflict.ts';
import { isFormToken } from './token.ts';

/** What was typed, by field. Nothing is trimmed, changed or dropped on the way back to the page. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** A form as a template sees it: what was typed, what is the matter, and what it has to carry. */
export interface FormView {
  readonly values: Typed;
  readonly errors: Readonly<Record<string, { readonly text: string }>>;
  readonly summary: readonly { readonly text: string; readonly href?: string }[];
  readonly conflict?: Conflict;
  /** A second look at a note is asked for. */
  readonly notice?: Notice;
  /** What was typed is kept until it is settled, under this id (E3). */
  readonly draft?: string;
  readonly token: string;
  /** The id of the command: sent twice, it is done once. */
  readonly command: string;
  /** The version that the page showed; empty where there is none. */
  readonly seen: string;
}

/** A form that came back: its parsed value, or the view that shows what has to change. */
export type Filled<Value> =
  | {
      readonly ok: true;
      readonly value: Value;
      readonly command: string;
      readonly seen: number | undefined;
      readonly view: FormView;
    }
  | { readonly ok: false; readonly view: FormView };

export interface FieldError {
  readonly field?: string;
  readonly words: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const OPEN_TOO_LONG =
  'This page was open for a long time, or your browser was closed in between. Nothing was sent yet. Check it, then send it again.';

/** An empty form, or one that begins with what is known. */
export function freshForm(token: string, values: Typed = {}, seen?: number): FormView {
  return {
    values,
    errors: {},
    summary: [],
    token,
    command: randomUUID(),
    seen: seen === undefined ? '' : String(seen),
  };
}

/** Reads a form that was sent. Without its token nothing is parsed, and everything typed is shown again. */
export function readForm<Value>(
  body: unknown,
  schema: z.ZodType<Value>,
  session: { readonly key: Buffer; readonly id: string; readonly token: string },
): Filled<Value> {
  const { _token, _command, _seen, _looked, _draft, ...values } = typedFields(body);
  const token = typeof _token === 'string' ? _token : '';
  const command = typeof _command === 'string' && UUID.test(_command) ? _command : undefined;
  const seen = typeof _seen === 'string' && /^\d{1,15}$/.test(_seen) ? Number(_seen) : undefined;
  const draft = typeof _draft === 'string' && UUID.test(_draft) ? { draft: _draft } : {};
  const view: FormView = {
    ...freshForm(session.token, values, seen),
    command: command ?? randomUUID(),
    ...draft,
  };
  if (command === undefined || !isFormToken(session.key, session.id, token)) {
    return { ok: false, view: withErrors(view, [{ words: OPEN_TOO_LONG }]) };
  }
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, value: parsed.data, command, seen, view };
  const errors = parsed.error.issues.map(issue => ({ field: issue.path.join('-'), words: issue.message }));
  return { ok: false, view: withErrors(view, errors) };
}

/** The same form with what is the matter, by the field; one error a field, in the order given. */
export function withErrors(view: FormView, errors: readonly FieldError[]): FormView {
  const byField = new Map<string, FieldError>();
  for (const error of errors) if (!byField.has(error.field ?? '')) byField.set(error.field ?? '', error);
  const kept = [...byField.values()];
  return {
    ...view,
    errors: Object.fromEntries(kept.filter(e => e.field).map(e => [e.field, { text: e.words }])),
    summary: kept.map(e => (e.field ? { text: e.words, href: `#${e.field}` } : { text: e.words })),
  };
}

/** The same form with the words of a decider that refused. */
export function refused(view: FormView, refusal: Refusal): FormView {
  return withErrors(view, [
    refusal.field ? { field: refusal.field, words: refusal.words } : { words: refusal.words },
  ]);
}

/** The fields of an urlencoded body, line ends as LF. A browser sends CRLF whatever was typed. */
export function typedFields(body: unknown): Record<string, string | readonly string[]> {
  const fields: Record<string, string | readonly string[]> = {};
  if (typeof body !== 'object' || body === null) return fields;
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') fields[name] = value.replaceAll('\r\n', '\n');
    else if (Array.isArray(value)) fields[name] = value.map(one => String(one).replaceAll('\r\n', '\n'));
  }
  return fields;
}
