import type { Queryable } from '../database/connect.ts';
import { isSame } from '../lifetime/ledger-apart.ts';
import type { Erasure } from '../lifetime/ledger.ts';
import type { Store } from '../store.ts';
import { rootHash } from './daily-root.ts';
import type { Fault } from './fault.ts';
import { isWrittenSoon, ledgerOutside, type Outside } from './outside.ts';
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
  outside: Outside | null,
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
  if (outside !== null) {
    faults.push(...(await outsideFaults(rows, outside, () => ledgerOutside(store, organisation))));
  }
  return { faults, erased, wordless };
}

async function outsideFaults(
  inside: readonly Erasure[],
  { erasures }: Pick<Outside, 'erasures'>,
  outsideNow: () => readonly Erasure[] | null,
): Promise<Fault[]> {
  const altered: Fault = { table: 'outside', what: 'altered', row: 'the ledger of erasures' };
  if (erasures === null) return [altered];
  if (erasures.length > inside.length) {
    const row = `erasure ${inside.length + 1}, which the ledger outside names,`;
    return [...otherLines(inside, erasures), { table: 'erasure', what: 'removed', row }];
  }
  let lines = outsideNow();
  await isWrittenSoon(() => ((lines = outsideNow())?.length ?? Infinity) >= inside.length);
  if (lines === null) return [altered];
  const other = otherLines(inside, lines);
  if (lines.length >= inside.length) return other;
  return [
    ...other,
    { table: 'outside', what: 'removed', row: `line ${lines.length + 1} of the ledger of erasures` },
  ];
}

/** As many lines prove nothing: a database that was put back erased others since. */
function otherLines(inside: readonly Erasure[], outside: readonly Erasure[]): Fault[] {
  return inside.slice(0, outside.length).flatMap((one, n) =>
    isSame(one, outside[n])
      ? []
      : [
          {
            table: 'erasure',
            what: 'altered',
            row: `erasure ${n + 1}, which is another one in the ledger outside,`,
          },
        ],
  );
}
