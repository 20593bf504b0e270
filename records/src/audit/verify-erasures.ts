import type { Queryable } from '../database/connect.ts';
import { erasuresOutside, type Erasure } from '../lifetime/ledger.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import { rootHash } from './daily-root.ts';
import type { Fault } from './fault.ts';
import { isSigned } from './signing.ts';

export interface ErasuresChecked {
  readonly faults: Fault[];
  /** The records that were erased, as signed lines say. */
  readonly erased: ReadonlySet<string>;
  /** The openings whose words went with the case that they opened, as signed lines say. */
  readonly wordless: ReadonlySet<string>;
}

/** Checks what was erased: signatures, chain, the columns beside what was signed, and the ledger outside. */
export async function verifyErasures(
  db: Queryable,
  store: Store,
  organisation: string,
): Promise<ErasuresChecked> {
  const faults: Fault[] = [];
  const { rows } = await db.query<Erasure & { number: number; stream: string }>(
    'select number, stream, content, signature from throughcare.erasure where organisation = $1 order by number',
    [organisation],
  );
  const erased = new Set<string>();
  const wordless = new Set<string>();
  let before: Erasure | undefined;
  for (const row of rows) {
    const { content, signature, number, stream } = row;
    const fits =
      isSigned(store.keys.signing, content, signature) &&
      content.organisation === organisation &&
      content.number === number &&
      content.stream === stream;
    const follows = content.previous === (before ? rootHash(before.content) : null);
    if (!fits || !follows) {
      faults.push({ table: 'erasure', what: fits ? 'reordered' : 'altered', row: `erasure ${number}` });
    }
    if (fits) {
      erased.add(stream);
      for (const one of content.words ?? []) wordless.add(one);
    }
    before = row;
  }
  faults.push(...outsideFaults(store, organisation, rows.length));
  return { faults, erased, wordless };
}

function outsideFaults(store: Store, organisation: string, inside: number): Fault[] {
  try {
    const outside = store.rootsFolder === null ? inside : erasuresOutside(store, organisation).length;
    if (outside > inside) {
      return [
        { table: 'erasure', what: 'removed', row: `erasure ${inside + 1}, which the ledger outside names,` },
      ];
    }
    if (outside < inside) {
      return [{ table: 'outside', what: 'removed', row: `line ${outside + 1} of the ledger of erasures` }];
    }
    return [];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return [{ table: 'outside', what: 'altered', row: 'the ledger of erasures' }];
  }
}
