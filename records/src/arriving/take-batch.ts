import { SYSTEM } from '../access/actor.ts';
import type { Queryable } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import type { Store } from '../store.ts';
import { alikeInRecord, isAnother, type Alike } from './alike.ts';
import { peopleOfRun } from './alike-in-run.ts';
import type { RowFault } from './cells.ts';
import type { SheetName } from './fields.ts';
import type { InOrganisation } from './in-organisation.ts';
import type { Place } from './places.ts';
import type { ArrivingCase } from './read-case.ts';
import { refusedAt } from './refused-at.ts';
import { decideCase, keepCase, takenBefore, type Before, type Taking } from './take-in.ts';
import { placesIn, refuseTogether, sayDuplicate, sayTakenBefore, type Verdicts } from './verdict.ts';

/** What one run works with. */
export interface Run {
  readonly store: Store;
  readonly taking: Taking;
  readonly fileOf: (sheet: SheetName) => string;
  readonly here: InOrganisation;
  /** Everybody of a dry run so far; null where what is taken in is kept, and found in the record. */
  readonly dry: ReturnType<typeof peopleOfRun> | null;
  readonly verdicts: Verdicts;
}

/**
 * Takes some cases in together, in one transaction: where it breaks off, none of them is there. Each is a command of its
 * own, so that the next run knows it again. Two runs at once take turns. Gives how many were taken in now.
 */
export async function takeBatch(run: Run, cases: readonly ArrivingCase[]): Promise<number> {
  const { store, taking, dry } = run;
  const { organisation, by } = taking;
  const told: Alike[] = [];
  let taken = 0;
  await inTransaction(
    store,
    { organisation, user: SYSTEM },
    async db => {
      if (!dry) {
        await db.query(`select pg_advisory_xact_lock(hashtext('throughcare.arriving'), hashtext($1))`, [
          organisation,
        ]);
      }
      const beside = dry ?? peopleOfRun(store.keys.index, organisation);
      const before = await takenBefore(db, store, taking, cases);
      const people = cases.map(one => one.person.told);
      const alike = await alikeInRecord(db, store.keys.index, organisation, people);
      for (const [index, arriving] of cases.entries()) {
        const inRecord = alike[index].filter(one => !isAnother(one.reference, people[index]));
        const found = { before: before[index], inRecord, beside };
        if (await takeOne(run, db, arriving, found, told)) taken++;
      }
    },
    // Who waited for another run has to see what it took in.
    'read committed',
  );
  if (told.length > 0) {
    await inTransaction(store, { organisation, user: by }, db =>
      db.query(`select throughcare.note_access($1, 'read', 'arriving', 'case', $2, '{"alike": true}')`, [
        instant(store.clock()),
        [...new Set(told.map(one => one.id))],
      ]),
    );
  }
  return taken;
}

/** What is known of a case before it is decided. */
interface Found {
  readonly before: Before;
  readonly inRecord: readonly Alike[];
  readonly beside: ReturnType<typeof peopleOfRun>;
}

async function takeOne(
  { store, taking, fileOf, here, dry, verdicts }: Run,
  db: Queryable,
  told: ArrivingCase,
  { before, inRecord, beside }: Found,
  said: Alike[],
): Promise<boolean> {
  const { place, told: person } = told.person;
  const refuse = (faults: ReadonlyMap<Place, readonly RowFault[]>) => {
    refuseTogether(verdicts, placesIn(told), faults, fileOf);
    return false;
  };
  const refusePerson = (words: string) => refuse(new Map([[place, [{ field: 'reference', words }]]]));
  if (before === 'as it is') {
    sayTakenBefore(verdicts, told);
    return false;
  }
  // In the same words: whoever knows a reference and no more learns nothing about who was erased (E22).
  if (before === 'erased' || before === 'otherwise') return refusePerson(usedBefore);
  const { faults, arriving } = here(told);
  if (faults.size > 0) return refuse(faults);
  said.push(...inRecord);
  const others = beside.alike(person).filter(one => !isAnother(one, person));
  const alike = new Set([...inRecord.map(one => one.reference), ...others]);
  if (alike.size > 0) {
    sayDuplicate(verdicts, told, [...alike], fileOf);
    return false;
  }
  const decided = decideCase(store, taking, arriving);
  if (!decided.ok) {
    const at = refusedAt(decided.step, decided.refusal, arriving);
    return refuse(new Map([[at.place, [at.fault]]]));
  }
  if (!dry && !(await keepCase(db, store, taking, told, decided.working))) {
    return refusePerson('Their case was begun in this moment by somebody else. Look there.');
  }
  beside.add(person);
  return true;
}

const usedBefore =
  'This reference was used before, so nothing was taken in, whatever the row says, and what is recorded was not changed. If ' +
  'their case is here, correct the case itself. Whoever is referred again needs a reference that was not used before.';
