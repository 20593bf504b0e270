import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ReleaseRecord } from '../disclosure/differencing.ts';
import { lookSchema } from './lock.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a study found of one pair, as a register shows it. */
const finding = z.strictObject({
  first: z.string(),
  second: z.string(),
  verdict: z.string(),
  sentence: z.string(),
});

/** What later releases are held against. Restricted, as the ledger is. */
const releaseRecord: z.ZodType<ReleaseRecord> = z.strictObject({
  study: z.string(),
  cells: z.array(
    z.strictObject({
      first: z.string(),
      second: z.string(),
      arm: z.string(),
      part: z.string(),
      kind: z.literal(['people', 'detected']),
      idsOf: z.string(),
      sketch: z.strictObject({ people: z.int(), cells: z.string() }),
    }),
  ),
});

const what = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('design'),
    study: z.string(),
    question: z.string(),
    madeUp: z.boolean(),
    protocolSha256: z.string(),
    designSha256: z.string(),
  }),
  /** Written before anybody can see what was found, so that a look that is broken off still counts. */
  z.strictObject({
    kind: z.literal('look'),
    study: z.string(),
    question: z.string(),
    madeUp: z.boolean(),
    look: lookSchema,
  }),
  z.strictObject({
    kind: z.literal('result'),
    study: z.string(),
    /** Number of the entry of the look that this came of. */
    of: z.int(),
    findings: z.array(finding),
    /** Of the report, so that a result that was altered later cannot be released. */
    resultSha256: sha256.optional(),
  }),
  z.strictObject({
    kind: z.literal('release'),
    study: z.string(),
    /** Number of the entry of the look that was released. */
    of: z.int(),
    by: z.string(),
    /** The lay or survivor reviewer, where there is one. */
    reviewer: z.string().optional(),
    releasedSha256: sha256,
    record: releaseRecord,
  }),
]);

export const entrySchema = z.strictObject({
  number: z.int().min(1),
  at: z.string(),
  what,
  /** Hash of the entry before; of the first, 64 zeros. */
  before: sha256,
  hash: sha256,
});

export type LedgerEntry = z.infer<typeof entrySchema>;
export type LedgerContent = LedgerEntry['what'];
export type LookEntry = Extract<LedgerContent, { kind: 'look' }>;
export type Finding = z.infer<typeof finding>;

export const NOTHING_BEFORE = '0'.repeat(64);

/** The entry that follows `last`, chained to it by its hash. */
export function nextEntry(last: LedgerEntry | undefined, at: string, what: LedgerContent): LedgerEntry {
  const number = (last?.number ?? 0) + 1;
  const before = last?.hash ?? NOTHING_BEFORE;
  // As it will be read again: a key that is undefined is no key.
  const kept = JSON.parse(JSON.stringify(what)) as LedgerContent;
  return { number, at, what: kept, before, hash: hashEntry({ number, at, what: kept, before }) };
}

export function hashEntry({ number, at, what, before }: Omit<LedgerEntry, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify([number, at, inOrder(what), before]))
    .digest('hex');
}

/** Keys in the order of the alphabet, so that a hash does not hang on how an object was written. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map(key => [key, inOrder((value as Record<string, unknown>)[key])]));
}
