import type { Day } from '../day.ts';
import { isKnownTo } from '../told.ts';
import type { CaseState } from './case.ts';
import type { CountedDue } from './due.ts';

/** Something that makes a check on children fall due again (E33). */
interface Change {
  readonly on: Day;
  readonly told: number;
  readonly what: string;
}

/**
 * Again after a set time, and after every change of address, partner, order or work (E33): also after one that happened
 * before the check and was told after it, for whoever checked did not know of it.
 */
export function childrenCheckDue(state: CaseState): CountedDue[] {
  if (state.status !== 'open') return [];
  const afterChange = (from: Day, because: string): CountedDue => ({
    kind: 'children_check',
    from,
    length: 'childrenCheckAfterChange',
    times: 1,
    because,
  });
  const check = state.childrenCheck;
  if (check === null) return [afterChange(state.referredOn!, 'No check has been made yet.')];
  const fresh = changesAround(state)
    .filter(change => !isKnownTo(check, change))
    .map(({ on, what }) =>
      on > check.on
        ? afterChange(on, `${what} since the last check.`)
        : afterChange(check.on, `${what}, and that was told after the last check.`),
    );
  const [first] = fresh.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const byTime: CountedDue = {
    kind: 'children_check',
    from: check.on,
    length: 'childrenCheckEvery',
    times: 1,
    because: 'A check falls due every {length} days.',
  };
  return first ? [first, byTime] : [byTime];
}

const changeWords = {
  address: 'The address has changed',
  partner: 'A partner has changed',
  order: 'An order has changed',
  work: 'Work has changed',
} as const;

type Runs = CaseState['orders'][number] | CaseState['clocks'][number];

/**
 * When an order ended: by itself on its last day, whether or not anybody records it. That it did is known since its
 * last day was.
 */
function endOf({ until, untilTold, ended }: Runs): Change[] {
  const what = 'An order ended';
  if (ended && ended.on !== until) return [{ on: ended.on, told: ended.told, what }];
  return until === null ? [] : [{ on: until, told: untilTold, what }];
}

function changesAround({ lifeChanges, orders, clocks }: CaseState): Change[] {
  const made = (what: string) => (one: Runs) => [{ on: one.from, told: one.told, what }, ...endOf(one)];
  return [
    ...lifeChanges.map(({ what, on, told }) => ({ on, told, what: changeWords[what] })),
    ...orders.flatMap(made('A sentence was made')),
    ...clocks.filter(clock => clock.kind === 'prevention_order').flatMap(made('A prevention order was made')),
  ];
}
