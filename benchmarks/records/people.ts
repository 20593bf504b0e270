import { NotAllowed, type Actor, type PeopleQuery } from '@throughcare/records';
import { inTransaction } from '../../records/src/database/transaction.ts';
import { people } from '../../records/src/reads/people.ts';
import { bar, median, ms, quantile, timesOf } from './figures.ts';
import type { FilledService } from './filled.ts';

const TIMES = 60;
const WANTED_MS = 50;

/**
 * The list of people, which also counts them, for every role: its first page, a page from the middle, and searches by
 * surname, by three letters and by reference. A role that may not ask is refused, and that is timed too.
 */
export async function measurePeople(service: FilledService): Promise<void> {
  const { records, organisation, staff } = service;
  const roles = [...new Set(staff.all.flatMap(one => one.roles))];
  const { surname, reference } = await somebody(service);
  const middle = await halfWay(service);
  const asked: Readonly<Record<string, PeopleQuery>> = {
    'first page': {},
    'page from the middle': { after: middle },
    'search by surname': { search: surname },
    'search by three letters': { search: surname.slice(0, 3) },
    'search by reference': { search: reference },
  };
  for (const role of roles) {
    const { user, name } = staff.all.find(one => one.roles.includes(role))!;
    const mine = records.as({ userId: user, organisationId: organisation, name });
    for (const [question, query] of Object.entries(asked)) {
      let total = -1;
      const ask = async () => {
        try {
          ({ total } = await mine.people(query));
        } catch (error) {
          if (!(error instanceof NotAllowed)) throw error;
        }
      };
      await timesOf(5, ask);
      const p95 = quantile(await timesOf(TIMES, ask), 0.95);
      const found = total < 0 ? 'refused' : `${total.toLocaleString('en-GB')} people`;
      console.log(
        `${role}, ${question} (${found}): p95 ${ms(p95)} (${bar(p95 < WANTED_MS, `under ${WANTED_MS} ms`)}).`,
      );
    }
  }
}

/** A page of 25 people with the row that says they were seen, beside the same page without it. */
export async function measureAccessRow(service: FilledService): Promise<void> {
  const { records, store, organisation, staff } = service;
  const { user, name } = staff.practitioners[0];
  const actor: Actor = { userId: user, organisationId: organisation, name };
  const acting = { organisation, user };
  const mine = records.as(actor);
  const withRow = () => mine.people();
  const without = () =>
    inTransaction(store, acting, async (db, roles) => (await people({ db, store, acting, roles }, {})).value);
  const rows = [];
  for (let round = 0; round < 7; round++) {
    const bare = median(await timesOf(50, without));
    rows.push({ bare, own: median(await timesOf(50, withRow)) });
  }
  const share = median(rows.map(({ bare, own }) => bare / own));
  console.log(
    `A page of 25 people: ${ms(median(rows.map(row => row.bare)))} without its access row, ` +
      `${ms(median(rows.map(row => row.own)))} with it: ${(100 * share).toFixed(0)}% of the rate ` +
      `(${bar(share >= 0.5, '50%')}).`,
  );
}

async function somebody({ records, organisation, staff }: FilledService) {
  const { user, name } = staff.practitioners[0];
  const { rows } = await records
    .as({ userId: user, organisationId: organisation, name })
    .people({ limit: 100 });
  const one = rows.find(row => row.surname !== null)!;
  return { surname: one.surname!, reference: one.reference };
}

/** Where the second half of all people begins. */
async function halfWay({ store, organisation }: FilledService): Promise<string> {
  return inTransaction(store, { organisation, user: 'system' }, async db => {
    const { rows } = await db.query<{ after: string }>(
      `select id as after from throughcare.case_row where organisation = $1
        order by reference, id offset (select count(*) / 2 from throughcare.case_row) limit 1`,
      [organisation],
    );
    return rows[0].after;
  });
}
