import type { Day } from '../day.ts';
import type { CaseState } from './case.ts';
import type { CountedDue } from './due.ts';

/** Something that makes a check on children fall due again (E33). */
interface Change {
  /** The same change, however often the case is folded. */
  readonly key: string;
  readonly on: Day;
  readonly because: string;
}

/** Again after a set time, and after every change of address, partner, order or work (E33). */
export function childrenCheckDue(state: CaseState): CountedDue[] {
  if (state.status !== 'open') return [];
  const afterChange = (from: Day, because: string): CountedDue => ({
    kind: 'children_check',
    from,
    length: 'childrenCheckAfterChange',
    times: 1,
    because,
  });
  if (state.childrenCheck === null) return [afterChange(state.referredOn!, 'No check has been made yet.')];
  const { on, knew } = state.childrenCheck;
  const fresh = changesAround(state).filter(change => change.on >= on && !knew.includes(change.key));
  const first = fresh.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0];
  const byTime: CountedDue = {
    kind: 'children_check',
    from: on,
    length: 'childrenCheckEvery',
    times: 1,
    because: 'A check falls due every {length} days.',
  };
  return first ? [afterChange(first.on, first.because), byTime] : [byTime];
}

/**
 * What had happened when a check was made on `on`: so that a change told of later on the same day, too, makes it fall
 * due again.
 */
export function changesKnownOn(state: CaseState, on: Day): string[] {
  return changesAround(state).flatMap(change => (change.on <= on ? [change.key] : []));
}

const changeWords = {
  address: 'The address has changed since the last check.',
  partner: 'A partner has changed since the last check.',
  order: 'An order has changed since the last check.',
  work: 'Work has changed since the last check.',
} as const;

/** An order that runs out ends by itself, on its last day, whether or not anybody records it. */
function changesAround(state: CaseState): Change[] {
  const { lifeChanges, orders, clocks } = state;
  const ends = (key: string, on: Day | null): Change[] =>
    on === null ? [] : [{ key, on, because: 'An order ended since the last check.' }];
  return [
    ...lifeChanges.map(({ what, on }, index) => ({ key: `life ${index}`, on, because: changeWords[what] })),
    ...orders.flatMap(({ id, from, until, ended }) => [
      { key: `order ${id}`, on: from, because: 'A sentence was made since the last check.' },
      ...ends(`order ${id} ends`, ended?.on ?? until),
    ]),
    ...clocks
      .filter(clock => clock.kind === 'prevention_order')
      .flatMap(({ id, from, until, ended }) => [
        { key: `clock ${id}`, on: from, because: 'A prevention order was made since the last check.' },
        ...ends(`clock ${id} ends`, ended?.on ?? until),
      ]),
  ];
}
