import type { RawRows } from './chunks.ts';

const ascii = new TextDecoder('latin1');

/**
 * The ids of the rows that were kept. What the kernel copied is ASCII, so that a chunk's ids become one text, of which
 * each is a slice.
 *
 * @param odd ids that were read again, by slot
 */
export function personsOf({ landing, parts }: RawRows, odd: ReadonlyMap<number, string>): string[] {
  const { lines, starts, idEnds } = landing;
  const persons: string[] = [];
  for (const { chunk, rows, ids } of parts) {
    const text = ascii.decode(ids);
    let from = 0;
    for (let slot = chunk.slot; slot < chunk.slot + rows; slot++) {
      const to = idEnds[slot];
      if (lines[slot] !== 0) {
        persons.push(starts[slot] >= 0 ? text.slice(from, to) : (odd.get(slot) ?? ''));
      }
      from = to;
    }
  }
  return persons;
}
