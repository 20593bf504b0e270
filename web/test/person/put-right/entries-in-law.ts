import { day, type LegalCommand } from '@throughcare/pathway';
import { beside, throughCustody, toConviction } from '@throughcare/pathway/testing';
import type { PutRight } from './entries.ts';

const custody = [...toConviction, ...throughCustody];
const others = [...toConviction, ...beside];

/** A history up to and with its first command of this name: the entry that is put right. */
function first(history: readonly LegalCommand[], name: LegalCommand['do']): readonly LegalCommand[] {
  return history.slice(0, history.findIndex(one => one.do === name) + 1);
}

const inCustody = (name: LegalCommand['do']) => first(custody, name);

/** For each entry of what happens in law: how it came to be, what is changed on its page, and what it then says. */
export const entriesInLaw: Readonly<Record<LegalCommand['do'], PutRight>> = {
  begin_proceedings: {
    told: first(others, 'begin_proceedings'),
    change: { stage: 'charged' },
    becomes: { stage: 'charged' },
  },
  record_legal_step: {
    told: first(custody, 'record_legal_step'),
    change: { until: '12 April 2024' },
    becomes: { detail: { until: '2024-04-12' } },
  },
  record_appeal: {
    told: [
      ...inCustody('record_sentence'),
      { do: 'record_appeal', on: day('2025-06-20'), proceedings: 'first', against: 'sentence' },
    ],
    change: { against: 'both' },
    becomes: { against: 'both' },
  },
  decide_appeal: {
    told: first(others, 'decide_appeal'),
    change: { outcome: 'dismissed' },
    becomes: { outcome: 'dismissed' },
  },
  review_keeping: {
    told: first(others, 'review_keeping'),
    change: { outcome: 'keep', ground: 'safeguarding', reviewOn: '1/2/2027' },
    becomes: { outcome: 'keep', ground: 'safeguarding', reviewOn: '2027-02-01' },
  },
  record_sentence: {
    told: inCustody('record_sentence'),
    change: { months: '18', termMonths: '6' },
    becomes: {
      sentence: {
        ...custody.find(one => one.do === 'record_sentence')!.sentence,
        months: 18,
        suspended: { termMonths: 6, supervisionMonths: 18 },
      },
    },
  },
  end_order: {
    told: [
      ...inCustody('record_sentence'),
      { do: 'end_order', on: day('2026-02-02'), order: 'o1', how: 'revoked', early: null },
    ],
    change: { how: 'completed' },
    becomes: { how: 'completed' },
  },
  end_supervision: {
    told: first(others, 'end_supervision'),
    change: { how: 'expired', 'on-day': '12', 'on-month': '11', met: [], lawOn: '' },
    becomes: { how: 'expired', on: '2026-11-12', early: null },
  },
  record_progress: {
    told: inCustody('record_progress'),
    change: { amount: '7' },
    becomes: { amount: 7 },
  },
  end_requirement: {
    told: inCustody('end_requirement'),
    change: { how: 'ended_by_court' },
    becomes: { how: 'ended_by_court' },
  },
  judge_failure: {
    told: inCustody('judge_failure'),
    change: { what: 'appointment', words: 'Put right.' },
    becomes: { failure: { kind: 'appointment', on: '2025-07-08' }, words: 'Put right.' },
  },
  hear_breach: {
    told: inCustody('hear_breach'),
    change: { outcome: 'activated_full', months: '' },
    becomes: { found: { outcome: 'activated_full' } },
  },
  record_release: {
    told: inCustody('record_release'),
    change: { licenceUntil: '2026-04-15' },
    becomes: { licenceUntil: '2026-04-15' },
  },
  record_recall: { told: inCustody('record_recall'), change: { days: '14' }, becomes: { days: 14 } },
  begin_post_sentence_supervision: {
    told: inCustody('begin_post_sentence_supervision'),
    change: { until: '2026-11-12' },
    becomes: { until: '2026-11-12' },
  },
  begin_notification: {
    told: inCustody('begin_notification'),
    change: { until: '' },
    becomes: { until: null },
  },
  record_notified: {
    told: inCustody('record_notified'),
    change: { 'on-day': '15' },
    becomes: { on: '2025-05-15' },
  },
  make_prevention_order: {
    told: inCustody('make_prevention_order'),
    change: { kind: 'interim', until: '' },
    becomes: { interim: true, until: null },
  },
  record_barring: {
    told: inCustody('record_barring'),
    change: { status: 'barred', reviewOn: '' },
    becomes: { status: 'barred', reviewOn: null },
  },
  record_mappa: { told: inCustody('record_mappa'), change: { level: '2' }, becomes: { level: 2 } },
  set_rehabilitation: {
    told: inCustody('set_rehabilitation'),
    change: { source: 'court', until: '' },
    becomes: { source: 'court', until: null },
  },
  change_clock_end: {
    told: inCustody('change_clock_end'),
    change: { until: '2030-04-12' },
    becomes: { until: '2030-04-12' },
  },
  end_clock: { told: inCustody('end_clock'), change: { why: 'replaced' }, becomes: { why: 'replaced' } },
  set_condition: {
    told: inCustody('set_condition'),
    change: { subject: 'travel', words: 'Put right.' },
    becomes: { subject: 'travel', words: 'Put right.' },
  },
  end_condition: {
    told: inCustody('end_condition'),
    change: { why: 'discharged' },
    becomes: { why: 'discharged' },
  },
};
