import {
  addMonths,
  afterConviction,
  breachOutcomesOf,
  dayNumber,
  endsOf,
  preventionOrderAtLeastUntil,
  type CaseState,
  type Clock,
  type Condition,
  type Order,
  type Proceedings,
} from '../../../src/index.ts';

/** A state that the field calls impossible, with where it says so. */
interface Impossible {
  readonly what: string;
  readonly source: string;
  readonly found: (state: CaseState) => boolean;
}

const proceedings = (holds: (one: Proceedings) => boolean) => (state: CaseState) =>
  state.proceedings.some(holds);
const orders = (holds: (one: Order, state: CaseState) => boolean) => (state: CaseState) =>
  state.orders.some(one => holds(one, state));
const clocks = (holds: (one: Clock, state: CaseState) => boolean) => (state: CaseState) =>
  state.clocks.some(one => holds(one, state));

const lastWords = ['no_further_action', 'discontinued', 'acquitted', 'cautioned', 'conditionally_cautioned'];
const proceedingsOf = (state: CaseState, order: Order) =>
  state.proceedings.find(one => one.id === order.proceedings);

/** What can't be, in the order of domain 2.1 to 2.6. */
export const impossibles: readonly Impossible[] = [
  {
    what: 'a step after proceedings ended by acquittal, discontinuance, no further action or caution',
    source: '2.1: ACQUITTED, DISCONTINUED, NFA and OUT_OF_COURT have no arc onwards',
    found: proceedings(one => one.steps.slice(0, -1).some(({ step }) => lastWords.includes(step))),
  },
  {
    what: 'steps out of order',
    source: '2.1: each stage follows another',
    found: proceedings(one => one.steps.some(({ on }, at) => at > 0 && on < one.steps[at - 1].on)),
  },
  {
    what: 'a conviction of somebody who was acquitted, or whose case was dropped',
    source: '2.1; E24',
    found: proceedings(one => one.endedOn !== null && one.convictedOn !== null),
  },
  {
    what: 'a stage without a conviction that came after a recorded one, and the other way round',
    source: '2.1: CONVICTED leads to a report, a deferred sentence or a sentence; E24',
    found: proceedings(one => one.convictedOn !== null && !afterConviction.includes(one.stage)),
  },
  {
    what: 'two convictions in one set of proceedings',
    source: '2.1: one event, one conviction',
    found: proceedings(one => one.steps.filter(({ step }) => step === 'convicted').length > 1),
  },
  {
    what: 'bail before charge without being on it',
    source: '2.1, 2.3: released under investigation has no conditions and no end date',
    found: proceedings(one => one.bail !== null && one.stage !== 'pre_charge_bail'),
  },
  {
    what: 'an appeal decided before it was lodged',
    source: '2.1: APPEAL is a region of its own',
    found: proceedings(one => one.appeal?.decided != null && one.appeal.decided.on < one.appeal.on),
  },
  {
    what: 'a review of what is kept where nothing ended without a conviction',
    source: 'E24',
    found: proceedings(one => one.kept !== null && one.endedOn === null),
  },
  {
    what: 'a sentence without a conviction that stood, and was not quashed',
    source: '2.1: CONVICTED comes before SENTENCED',
    found: orders((order, state) => {
      const found = proceedingsOf(state, order);
      const quashed = found?.appeal?.decided?.outcome === 'conviction_quashed';
      return !found || (found.convictedOn === null && !quashed);
    }),
  },
  {
    what: 'a sentence before its conviction',
    source: '2.1',
    found: orders((order, state) => {
      const convictedOn = proceedingsOf(state, order)?.convictedOn;
      return convictedOn != null && order.from < convictedOn;
    }),
  },
  {
    what: 'two running disposals of one set of proceedings',
    source: '2.1: one event has at most one disposal',
    found: ({ orders: all }) =>
      all.some(
        one =>
          !one.ended &&
          all.some(other => other !== one && !other.ended && other.proceedings === one.proceedings),
      ),
  },
  {
    what: 'an order that ended before it was made, or ends before it begins',
    source: '2.1',
    found: orders(
      one => (one.until !== null && one.until < one.from) || (one.ended !== null && one.ended.on < one.from),
    ),
  },
  {
    what: 'an order that ran its full length before its last day',
    source: '2.1: EXPIRED',
    found: orders(one => one.ended?.how === 'expired' && one.until !== null && one.ended.on < one.until),
  },
  {
    what: 'an end that its kind of sentence does not have',
    source: '2.1: the ends of each disposal',
    found: orders(one => {
      const byCourt = [
        'quashed',
        'replaced_on_appeal',
        'revoked_resentenced',
        'activated_full',
        'activated_reduced',
      ];
      const how = one.ended?.how;
      return (
        how !== undefined &&
        !byCourt.includes(how) &&
        !(endsOf[one.disposal] as readonly string[]).includes(how)
      );
    }),
  },
  {
    what: 'a requirement of a sentence that has none, or more of it done than the court set',
    source: '2.4: requirements of community and suspended sentence orders, with a maximum',
    found: orders(
      one =>
        (one.requirements.length > 0 &&
          !['community_order', 'suspended_sentence_order'].includes(one.disposal)) ||
        one.requirements.some(({ done, most }) => most !== null && done > most),
    ),
  },
  {
    what: 'licence, recall or supervision after the sentence without custody',
    source: '2.1: IMMEDIATE_CUSTODY leads to licence; a suspended term only once activated',
    found: orders(one => (one.custody !== null) !== (one.disposal === 'immediate_custody')),
  },
  {
    what: 'recalled more often than released, or released without having been inside',
    source: '2.1: RELEASED_ON_LICENCE and RECALLED take turns',
    found: orders(
      one => one.custody !== null && one.custody.status === 'in_custody' && one.custody.recalls.length > 0,
    ),
  },
  {
    what: 'a recall of a fixed length that did not exist that day',
    source: '2.2: 56 days since 31 March 2026, 14 or 28 before',
    found: orders(one =>
      (one.custody?.recalls ?? []).some(
        ({ on, days }) => days !== null && !(on >= '2026-03-31' ? [56] : [14, 28]).includes(days),
      ),
    ),
  },
  {
    what: 'a suspended term longer than the law of its day',
    source: '2.2: two years, three since 22 March 2026',
    found: orders(one => (one.suspended?.termMonths ?? 0) > (one.from >= '2026-03-22' ? 36 : 24)),
  },
  {
    what: 'a warning that counts followed by another warning, without the officer having said why',
    source: '2.5: warned in the previous 12 months leads to enforcement; E10: the officer decides',
    found: orders(one =>
      one.failures.some(
        (second, at) =>
          second.judged === 'warned' &&
          !second.otherwise &&
          one.failures
            .slice(0, at)
            .some(
              first =>
                first.judged === 'warned' &&
                first.on <= second.failedOn &&
                second.failedOn < addMonths(first.on, 12),
            ),
      ),
    ),
  },
  {
    what: 'a failure decided twice, or before it happened, or before the sentence',
    source: '2.5',
    found: orders(
      one =>
        one.failures.some(each => each.failedOn < one.from || each.on < each.failedOn) ||
        new Set(one.failures.map(each => JSON.stringify(each.failure))).size !== one.failures.length,
    ),
  },
  {
    what: 'a breach heard before it was referred, or decided as no court can',
    source: '2.1, 2.5: outcomes of each order',
    found: orders(one =>
      one.breaches.some(
        ({ heard, referredOn }) =>
          heard !== null &&
          (heard.on < referredOn || !breachOutcomesOf[one.disposal].includes(heard.outcome)),
      ),
    ),
  },
  {
    what: 'a breach without a failure that was referred',
    source: '2.5: failure, decision, referral',
    found: orders(
      one => one.breaches.length > one.failures.filter(each => each.judged === 'referred').length,
    ),
  },
  {
    what: 'notification, or another clock, that ended before it began',
    source: '2.6',
    found: clocks(
      one => (one.until !== null && one.until < one.from) || (one.ended !== null && one.ended.on < one.from),
    ),
  },
  {
    what: 'two notification periods, or two prevention orders of one kind, that run at once',
    source: '2.6: one of each',
    found: ({ clocks: all }) =>
      all.some((one, at) =>
        all
          .slice(at + 1)
          .some(
            other =>
              one.kind === other.kind &&
              one.kind !== 'rehabilitation' &&
              !one.ended &&
              !other.ended &&
              !(
                one.kind === 'prevention_order' &&
                other.kind === 'prevention_order' &&
                one.interim !== other.interim
              ) &&
              one.from <= other.from &&
              (one.until === null || one.until >= other.from) &&
              dayNumber(other.from) >= dayNumber(one.from),
          ),
      ),
  },
  {
    what: 'a prevention order of less than five years that is fixed and not interim',
    source: '2.6: at least 5 years or until further order',
    found: clocks(
      one =>
        one.kind === 'prevention_order' &&
        !one.interim &&
        one.until !== null &&
        one.until < preventionOrderAtLeastUntil(one.from),
    ),
  },
  {
    what: 'a first notification after which the first is still missing, or a change before it',
    source: '2.6: first notification within three days, then changes',
    found: clocks(one => one.kind === 'notification' && one.first?.doneOn === null && one.changes.length > 0),
  },
  {
    what: 'somebody who is not barred and yet barred',
    source: '2.6: the barring service has answered',
    found: clocks(one => one.kind === 'barring' && (one.status === 'not_barred') !== (one.ended !== null)),
  },
  {
    what: 'a condition that ended before it began, or outlasts its own order',
    source: '2.6: different periods per prohibition, within the order',
    found: ({ conditions }) =>
      conditions.some(
        (one: Condition) =>
          (one.ended !== null && one.ended.on < one.from) || (one.until !== null && one.until < one.from),
      ),
  },
];

/** Which impossible things stand in a state. */
export function impossibleIn(state: CaseState): string[] {
  return impossibles.filter(one => one.found(state)).map(one => one.what);
}
