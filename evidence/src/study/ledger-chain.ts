import { z } from 'zod';
import { entrySchema, hashEntry, NOTHING_BEFORE } from './ledger-entry.ts';
import type { LedgerEntry } from './ledger-entry.ts';

export const headSchema = z.strictObject({
  format: z.literal('throughcare-ledger/1'),
  name: z.string().min(1),
  /** How many entries there were after the last addition, and the hash of the last. */
  entries: z.int().min(0),
  head: z.string(),
});

export type LedgerHead = z.infer<typeof headSchema>;

/** The entries of a ledger as far as each follows from the one before it, and what breaks the chain, in words. */
export interface Chain {
  readonly entries: readonly LedgerEntry[];
  readonly fault: string | undefined;
  /** Bytes that whole entries take; what follows was broken off while it was written, and nobody relied on it. */
  readonly wholeBytes: number;
}

/** Follows the chain of entries, one a line, to its end or to the first entry that does not belong. */
export function followChain(text: string, head: LedgerHead): Chain {
  const entries: LedgerEntry[] = [];
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const chain = (fault?: string): Chain => ({ entries, fault, wholeBytes: Buffer.byteLength(whole) });
  for (const line of whole.split('\n').slice(0, -1)) {
    const number = entries.length + 1;
    const entry = readEntry(line);
    if (entry === undefined) return chain(`entry ${number} cannot be read`);
    if (entry.number !== number || entry.before !== (entries.at(-1)?.hash ?? NOTHING_BEFORE)) {
      return chain(`entry ${number} does not follow the one before it: something was taken out or put in`);
    }
    if (entry.hash !== hashEntry(entry)) return chain(`entry ${number} was altered`);
    entries.push(entry);
  }
  if (entries.length < head.entries) {
    return chain(
      whole.length < text.length
        ? 'its last entry was cut short'
        : `it holds ${entries.length} entries, and there were ${head.entries}`,
    );
  }
  // One entry more than the head knows is an addition that was broken off after its entry was written.
  const known = head.entries === 0 ? NOTHING_BEFORE : entries[head.entries - 1].hash;
  return chain(
    known === head.head ? undefined : `entry ${head.entries} is not the one that was written last`,
  );
}

function readEntry(line: string): LedgerEntry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
