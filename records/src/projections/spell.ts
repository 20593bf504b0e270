import {
  sessionsAttended,
  startedOn,
  type CaseState,
  type Day,
  type Order,
  type OrderEnd,
} from '@throughcare/pathway';
import { pseudonym } from '../extract/pseudonym.ts';
import type { Projected } from './project.ts';
import type { Row } from './tables.ts';

/**
 * One row a sentence, for the de-identified extract: codes and months, no day, no reference. A programme is
 * shown beside the sentence after which it was taken up, with the basis on which (E40).
 */
export function projectSpells(state: CaseState, about: Projected): Row[] {
  // UK GDPR article 18: a record that is only kept is in no extract.
  if (state.lifetime.processingRestricted !== null) return [];
  const { organisation, stream, indexKey } = about;
  const sentences = state.orders.filter(order => isSpell(state, order));
  return sentences.map((order, index) => {
    const next = sentences[index + 1]?.from ?? null;
    const taken = state.enrolments.find(
      one => one.since >= order.from && (next === null || one.since < next),
    );
    return {
      organisation,
      case_id: stream,
      spell: index + 1,
      record: pseudonym(indexKey, organisation, stream),
      sentenced_month: month(order.from),
      convicted_month: month(convictionOf(state, order)),
      disposal: order.disposal,
      term_months: termOf(order),
      requirement: order.requirements.some(one => one.kind === 'programme') ? 'programme' : 'none',
      order_ended_month: month(order.ended?.on ?? null),
      order_ended_how: order.ended ? endInExtract[order.ended.how] : null,
      programme: taken?.programme ?? null,
      basis: taken?.basis ?? 'none',
      enrolled_month: month(taken?.since ?? null),
      started_month: month(taken ? startedOn(taken) : null),
      completed_month: month(taken?.status === 'programme_complete' ? taken.endedOn : null),
      left_month: month(taken?.status === 'withdrawn' ? taken.endedOn : null),
      sessions_attended: taken ? sessionsAttended(taken) : 0,
    };
  });
}

/** The extract keeps the five words that it began with. */
const endInExtract: Readonly<Record<OrderEnd, string>> = {
  expired: 'expired',
  completed: 'completed',
  terminated_early: 'terminated_early',
  revoked: 'revoked',
  revoked_good_progress: 'revoked',
  revoked_resentenced: 'revoked',
  activated: 'activated',
  activated_full: 'activated',
  activated_reduced: 'activated',
  licence_ended: 'expired',
  supervision_ended: 'expired',
  quashed: 'revoked',
  replaced_on_appeal: 'revoked',
};

/**
 * A suspended term that a court activated later belongs to the sentence that was given; and a conviction that was
 * quashed leaves no sentence to count (E24).
 */
function isSpell(state: CaseState, { activates, proceedings }: Order): boolean {
  const stage = state.proceedings.find(one => one.id === proceedings)?.stage;
  return activates === null && stage !== 'ended_without_conviction';
}

function convictionOf(state: CaseState, order: Order): Day | null {
  return state.proceedings.find(one => one.id === order.proceedings)?.convictedOn ?? null;
}

function month(day: Day | null): string | null {
  return day === null ? null : day.slice(0, 7);
}

/** Whole months from the first day to the last; null for a sentence that does not last. */
function termOf({ from, until }: Order): number | null {
  if (until === null) return null;
  const [y0, m0] = from.split('-').map(Number);
  const [y1, m1, d1] = until.split('-').map(Number);
  return (y1 - y0) * 12 + (m1 - m0) + (d1 >= Number(from.slice(8)) - 1 ? 0 : -1);
}
