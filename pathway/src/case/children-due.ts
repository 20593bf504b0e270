import type { Day } from '../day.ts';
import { isKnownTo } from '../told.ts';
import type { CaseState } from './case.ts';
import type { CountedDue } from './due.ts';
import type { ConditionSubject } from './legal/conditions.ts';
import type { LegalStep } from './legal/steps.ts';

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

/** Where they live is another place since they came out of custody, or went in, also before a sentence. */
function custodyChanges({ orders, proceedings }: CaseState): Change[] {
  const moveWords = {
    released: 'They came out of custody',
    recalled: 'They were recalled to custody',
  } as const;
  const underSentence = orders.flatMap(({ custody }) =>
    (custody?.moves ?? []).map(({ on, told, what }) => ({ on, told, what: moveWords[what] })),
  );
  const onRemand = proceedings.flatMap(({ steps }) =>
    steps.flatMap(({ step, on, told }, at): Change[] => {
      const before = steps.slice(0, at).findLast(one => one.step === 'remanded' || comesOut.has(one.step));
      const wasIn = before?.step === 'remanded';
      if (step === 'remanded' && !wasIn) return [{ on, told, what: 'They were remanded in custody' }];
      return wasIn && comesOut.has(step) ? [{ on, told, what: moveWords.released }] : [];
    }),
  );
  return [...underSentence, ...onRemand];
}

const comesOut: ReadonlySet<LegalStep> = new Set(['bailed_by_court', 'discontinued', 'acquitted']);

/** What a court or a licence says of children, and of where they live, is what a check goes by. */
const aroundChildren: ReadonlySet<ConditionSubject> = new Set(['contact_with_children', 'residence']);

function conditionChanges({ conditions }: CaseState): Change[] {
  return conditions
    .filter(one => aroundChildren.has(one.subject))
    .flatMap(({ from, until, told, ended }): Change[] => {
      const changed = (on: Day, at: number) => ({ on, told: at, what: 'A condition has changed' });
      const end = ended ? [changed(ended.on, ended.told)] : until === null ? [] : [changed(until, told)];
      return [changed(from, told), ...end];
    });
}

function changesAround(state: CaseState): Change[] {
  const { lifeChanges, orders, clocks } = state;
  const made = (what: string) => (one: Runs) => [{ on: one.from, told: one.told, what }, ...endOf(one)];
  return [
    ...lifeChanges.map(({ what, on, told }) => ({ on, told, what: changeWords[what] })),
    ...orders.flatMap(made('A sentence was made')),
    ...clocks.filter(clock => clock.kind === 'prevention_order').flatMap(made('A prevention order was made')),
    ...custodyChanges(state),
    ...conditionChanges(state),
  ];
}
