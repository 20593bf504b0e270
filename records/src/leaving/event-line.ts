import { z } from 'zod';
import {
  correctionReasons,
  upcast,
  currentSchema,
  type CorrectionReason,
  type DecidedEvent,
  type StreamKind,
} from '@throughcare/pathway';
import { account, day } from '../commands/fields.ts';
import { isRetraction } from '../history/correction.ts';
import { deciderOf } from '../history/deciders.ts';
import { isId } from '../reads/id.ts';
import { eventRegister } from '../register/register.ts';
import { showCame } from './faults.ts';

const MOST = 2_147_483_647;
/** Before and after these nothing of ours was recorded. */
const [EARLIEST, LATEST] = [Date.UTC(1970, 0, 1), Date.UTC(2200, 0, 1)];
const DEEPEST = 20;

const version = z.int().min(1).max(MOST);
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const object = z.custom<DecidedEvent['facts']>(isObject);

const line = z.strictObject({
  record: z.string().refine(isId),
  version,
  type: z.string().min(1).max(100),
  schema: version,
  occurred_on: day,
  recorded_at: z.iso.datetime().refine(text => Date.parse(text) >= EARLIEST && Date.parse(text) < LATEST),
  actor: account,
  replaces: version.nullable(),
  // An export from before these were written has neither.
  stands: z.array(version).max(10_000).default([]),
  why: z
    .enum(Object.keys(correctionReasons) as [CorrectionReason])
    .nullable()
    .default(null),
  facts: object,
  sealed: object.nullable(),
});

/** One event as it stands in the files; the same names as the columns of the CSV. */
export type ExportedEvent = z.infer<typeof line>;

const allowed: Readonly<Record<keyof ExportedEvent, string>> = {
  record: 'the id of a record, in small letters',
  version: 'a whole number from 1',
  type: 'the name of a type of entry',
  schema: 'a whole number from 1',
  occurred_on: 'a day between 1900 and 2199, as 2026-03-12',
  recorded_at: 'an instant in UTC between 1970 and 2199, as 2026-03-12T10:00:00.000Z',
  actor: 'an account, of 128 characters at the most',
  replaces: 'null, or the version of an earlier entry',
  stands: 'a list of versions',
  why: `null, or one of ${Object.keys(correctionReasons).join(', ')}`,
  facts: 'an object',
  sealed: 'null, or an object',
};

export type EventRead =
  | { readonly ok: true; readonly event: ExportedEvent }
  | { readonly ok: false; readonly words: readonly string[] };

/** Reads one line of a file of entries: in the shape of today, or what is wrong with it, each with what was allowed. */
export function readEventLine(kind: StreamKind, text: string): EventRead {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    return wrong('came a line that is cut off or no JSON; allowed: one JSON object');
  }
  if (!isObject(told)) return wrong(`came ${showCame(told)}; allowed: one JSON object`);
  const unreadable = unreadableIn(told);
  if (unreadable !== undefined) return wrong(unreadable);
  const read = line.safeParse(told);
  if (!read.success) return wrong(...read.error.issues.map(issue => sayIssue(issue, told as Told)));
  return asToday(kind, read.data);
}

type Told = Readonly<Record<string, unknown>>;
const wrong = (...words: string[]): EventRead => ({ ok: false, words });

function sayIssue(issue: z.core.$ZodIssue, told: Told): string {
  if (issue.code === 'unrecognized_keys') {
    return `came ${sayNames(issue.keys)}; allowed: ${Object.keys(allowed).join(', ')} and nothing else`;
  }
  const field = String(issue.path[0]) as keyof ExportedEvent;
  return `${field}: came ${showCame(told[field])}; allowed: ${allowed[field]}`;
}

/** Lifts an entry of an earlier version, and refuses what no version up to this one records: nothing else comes in (E1, E2). */
function asToday(kind: StreamKind, event: ExportedEvent): EventRead {
  const { type, schema, facts, sealed } = event;
  const types = eventRegister[kind];
  const plain = isRetraction(event) ? type.slice(type.indexOf(':') + 1) : type;
  if (!Object.hasOwn(types, plain)) {
    return wrong(
      `type: came another one; allowed: a type of entry that this version records of a ${kind}. ${ofLater}`,
    );
  }
  const { upcasts } = deciderOf(kind);
  const current = currentSchema(upcasts, type);
  if (schema > current) {
    return wrong(`schema: came ${schema}; allowed: 1 to ${current} for “${type}”. ${ofLater}`);
  }
  if (isRetraction(event)) {
    const isBare = Object.keys(facts).length === 0 && sealed === null && event.replaces !== null;
    return isBare
      ? { ok: true, event }
      : wrong('came an entry taken out that says more than which one; allowed: replaces, and empty facts');
  }
  let lifted;
  try {
    lifted = upcast(upcasts, { type, schema, facts, ...(sealed !== null && { sealed }) });
  } catch {
    return wrong(
      `facts: came something that is not of “${type}” in schema ${schema}; allowed: what that version recorded`,
    );
  }
  const today = { ...event, schema: current, facts: lifted.facts, sealed: lifted.sealed ?? null };
  const strange = [...Object.keys(today.facts), ...Object.keys(today.sealed ?? {})].filter(
    name => !Object.hasOwn(types[plain], name),
  );
  if (strange.length === 0) return { ok: true, event: today };
  return wrong(
    `facts or sealed: came ${sayNames(strange)}; allowed of “${type}”: ` +
      `${Object.keys(types[plain]).join(', ') || 'none'}. ${ofLater}`,
  );
}

/** How many, and not which: a name may be anybody’s too. */
const sayNames = (names: readonly string[]): string =>
  names.length === 1 ? 'a field of another name' : `${names.length} fields of other names`;

const ofLater = 'If a later version of Throughcare wrote this, take it in with that version';

/** PostgreSQL keeps neither a NUL nor half a character; what is nested without end is no entry. */
function unreadableIn(told: unknown): string | undefined {
  const open: [unknown, number][] = [[told, 0]];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const [value, depth] = one;
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) {
      return 'came a text with characters that cannot be kept (NUL, or half of one); allowed: whole characters';
    }
    if (typeof value !== 'object' || value === null) continue;
    if (depth === DEEPEST) return `came something nested ${DEEPEST} deep; allowed: less`;
    for (const [name, inner] of Object.entries(value)) open.push([name, depth + 1], [inner, depth + 1]);
  }
  return undefined;
}
