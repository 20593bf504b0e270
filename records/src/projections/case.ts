import { dueRules, type CaseState, type Day, type DueRule, type Identity } from '@throughcare/pathway';
import { tokensOf } from '../keys/blind-index.ts';
import type { Projected } from './project.ts';
import { projectEquality } from './equality.ts';
import { projectGivenWork } from './given-work.ts';
import { identityEvent } from './identity-event.ts';
import { projectLetters } from './letter.ts';
import { projectSpells } from './spell.ts';
import type { Row, Rows } from './tables.ts';

export function projectCase(state: CaseState, about: Projected): Rows {
  if (state.referredOn === null) return {};
  const { organisation, stream } = about;
  return {
    case_row: [
      {
        organisation,
        id: stream,
        identity_version: identityEvent(about)?.version ?? null,
        reference: state.reference,
        status: state.status,
        source: state.source,
        stage: state.stage,
        referred_on: state.referredOn,
        practitioner: state.practitioner,
        restricted: state.restrictedTo !== null,
        allowed: [...(state.restrictedTo ?? [])],
        excluded: [...state.excludedStaff],
        stepped_away: [...state.steppedAway],
        order_ends: orderEnds(state),
        sentenced_on: state.orders.at(-1)?.from ?? null,
        footing: footing(state),
        children_checked_on: state.childrenCheck?.on ?? null,
        team: state.team,
      },
    ],
    referral_sent: sentRows(state, about),
    case_due: dueRules(state).map(rule => dueRow(rule, organisation, stream)),
    given_work: projectGivenWork(state, about),
    case_token: tokens(state, about),
    enrolment: state.enrolments.map(one => ({
      organisation,
      case_id: stream,
      enrolment: one.id,
      programme: one.programme,
      basis: one.basis,
      since: one.since,
      status: one.status,
      group_id: one.place?.group ?? null,
      starts_on: one.place?.startsOn ?? null,
      // Only what was ordered runs out with the order; a course by choice can begin after it.
      order_ends: one.basis === 'requirement' || one.basis === 'licence' ? orderEnds(state) : null,
    })),
    spell: projectSpells(state, about),
    equality: projectEquality(state, about),
    letter: projectLetters(state, about),
  };
}

/** The day itself, or from when it counts and with which length: the day is counted when somebody asks. */
function dueRow(rule: DueRule, organisation: string, stream: string): Row {
  const { kind, because } = rule;
  const row = { organisation, case_id: stream, kind, because };
  return 'by' in rule
    ? { ...row, counts_from: rule.by, counts_with: '', times: 1 }
    : { ...row, counts_from: rule.from, counts_with: rule.length, times: rule.times };
}

/** What whoever sent the referral from outside is told of it (E31). */
function sentRows(state: CaseState, { organisation, stream }: Projected): Row[] {
  const { reference, sentBy, referredOn, senderReads: stands } = state;
  if (stands === null) return [];
  return [
    {
      organisation,
      case_id: stream,
      reference,
      sent_by: sentBy,
      sent_on: referredOn,
      stands,
    },
  ];
}

/** On what footing somebody came, as a link between extracts needs it: nobody without a sentence can be linked. */
function footing(state: CaseState): 'required' | 'choice' | 'none' {
  if (state.orders.length === 0) return 'none';
  const ordered = state.enrolments.some(one => one.basis === 'requirement' || one.basis === 'licence');
  return ordered ? 'required' : 'choice';
}

/** The last day of the order that runs longest; null where none runs. */
export function orderEnds(state: CaseState): Day | null {
  const running = state.orders.filter(order => order.ended === null && order.until !== null);
  return running.reduce<Day | null>(
    (last, order) => (last === null || order.until! > last ? order.until : last),
    null,
  );
}

function tokens(state: CaseState, about: Projected): Row[] {
  const identity = identityEvent(about)?.sealed as Identity | null | undefined;
  if (!identity) return [];
  const { organisation, stream, indexKey } = about;
  return tokensOf(indexKey, organisation, { ...identity, reference: state.reference }).map(token => ({
    organisation,
    case_id: stream,
    token,
  }));
}
