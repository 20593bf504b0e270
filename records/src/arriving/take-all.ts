import { SYSTEM } from '../access/actor.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Store } from '../store.ts';
import { peopleOfRun } from './alike-in-run.ts';
import { refuseChanged, rowsAt, type Caseload } from './caseload.ts';
import { inOrganisation } from './in-organisation.ts';
import { byReference } from './places.ts';
import { caseOf, type ArrivingCase } from './read-case.ts';
import { takeBatch, type Run } from './take-batch.ts';
import type { Taking } from './take-in.ts';
import { refuseTogether } from './verdict.ts';

/** So many people are taken in together, and lost together where a run is broken off: the next one takes them again. */
const PEOPLE_AT_ONCE = 100;
/** Nobody has more; one reference on every line of a file would else be read as one person. */
const MOST_ROWS = 500;
/** After so many people the database counts its rows, instead of some time later; and again after four times as many. */
const MANY = 1000;

/** Takes in everybody who can be, by their references; what becomes of the rows stands in the caseload afterwards. */
export async function takeAll(
  store: Store,
  taking: Taking & { readonly dryRun: boolean },
  caseload: Caseload,
): Promise<void> {
  const { verdicts, fileOf, usual } = caseload;
  const keepsNothing = taking.dryRun || usual.outcome !== 'accepted';
  const run: Run = {
    store,
    taking,
    fileOf,
    here: await inOrganisation(store, taking.organisation),
    dry: keepsNothing ? peopleOfRun(store.keys.index, taking.organisation) : null,
    verdicts,
  };
  let [taken, counting] = [0, MANY];
  const send = async (batch: readonly ArrivingCase[]) => {
    await refuseChanged(caseload);
    taken += await takeBatch(run, batch);
    if (keepsNothing || taken < counting) return;
    counting *= 4;
    // Until PostgreSQL has counted what came at once, it plans as if it were not there.
    await inTransaction(store, { organisation: taking.organisation, user: SYSTEM }, db =>
      db.query('select throughcare.count_rows()'),
    );
  };
  let batch: ArrivingCase[] = [];
  for (const places of byReference(caseload.places.flat())) {
    if (places.length > MOST_ROWS) {
      const words =
        `This reference stands on ${places.length.toLocaleString('en-GB')} rows, and nobody has more than ${MOST_ROWS}. ` +
        'Put it right.';
      const said = [{ field: 'reference', words }] as const;
      refuseTogether(verdicts, places, new Map(places.map(one => [one, said])), fileOf);
      continue;
    }
    const rows = await rowsAt(caseload, places);
    const read = caseOf(rows, fileOf);
    if (read.ok) {
      batch.push(read.arriving);
    } else {
      refuseTogether(verdicts, places, read.faults, fileOf);
      // What is wrong with a row by itself is read again when it is told, and need not be remembered till then.
      for (const row of rows) if (!row.read.ok) verdicts.delete(row.place);
    }
    if (batch.length < PEOPLE_AT_ONCE) continue;
    await send(batch);
    batch = [];
  }
  if (batch.length > 0) await send(batch);
}
