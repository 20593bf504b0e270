import {
  clockKinds,
  disposals,
  firstProceedings,
  legalStageWords,
  sayDay,
  type CaseState,
  type Clock,
  type Order,
  type Proceedings,
} from '@throughcare/pathway';
import { whichOf, type Field } from './fields.ts';

/** Proceedings in words: where they stand, and since when that is known. */
export function sayProceedings(one: Proceedings): string {
  const last = one.steps.at(-1);
  return last ? `${legalStageWords[one.stage]} (${sayDay(last.on)})` : legalStageWords[one.stage];
}

/** The field that asks which proceedings. */
export function proceedingsItems(
  state: CaseState,
  fits: (one: Proceedings) => boolean = () => true,
): Field[] {
  const items = state.proceedings.filter(fits).map(one => ({ value: one.id, text: sayProceedings(one) }));
  return [whichOf('proceedings', 'Proceedings', items)];
}

/** The proceedings to begin a form with: the only ones, or none when somebody has to choose. */
export function chosen({ proceedings }: CaseState): string {
  if (proceedings.length === 0) return firstProceedings;
  const open = proceedings.filter(one => one.stage !== 'sentenced' && one.endedOn === null);
  return open.length === 1 ? open[0].id : proceedings.length === 1 ? proceedings[0].id : '';
}

export function sayOrderShort(order: Order): string {
  return `${disposals[order.disposal].words}, ${sayDay(order.from)}`;
}

/** The field that asks which order. */
export function orderItems(state: CaseState, fits: (order: Order) => boolean = () => true): Field[] {
  return [whichOf('order', 'Sentence', ordersThat(state, fits))];
}

export function ordersThat(state: CaseState, fits: (order: Order) => boolean) {
  return state.orders
    .filter(order => order.ended === null && fits(order))
    .map(order => ({ value: order.id, text: sayOrderShort(order) }));
}

/** The only order that fits, to begin a form with. */
export function onlyOrder(state: CaseState, fits: (order: Order) => boolean = () => true): string {
  const found = ordersThat(state, fits);
  return found.length === 1 ? found[0].value : '';
}

/** The field that asks which of the clocks that run. */
export function clockItems(state: CaseState, ...kinds: readonly Clock['kind'][]): Field[] {
  return [whichOf('clock', 'Which', clocksThat(state, kinds))];
}

export function clocksThat(state: CaseState, kinds: readonly Clock['kind'][]) {
  return state.clocks
    .filter(clock => clock.ended === null && kinds.includes(clock.kind))
    .map(clock => ({ value: clock.id, text: `${clockKinds[clock.kind]}, since ${sayDay(clock.from)}` }));
}

export function onlyClock(state: CaseState, ...kinds: readonly Clock['kind'][]): string {
  const found = clocksThat(state, kinds);
  return found.length === 1 ? found[0].value : '';
}
