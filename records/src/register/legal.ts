import type { LegalEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { given, kept } = fieldsOf('casework');

const proceedings = given('which proceedings it belongs to: somebody can have several at once');
const order = given('which sentence it belongs to');
const clock = given('which duty beside the sentence it belongs to');
const until = given('when it ends');
const reviewOn = given('when it is looked at again');
const early = given('what the officer confirmed before the end, and by which law (E25)');

// Agencies that work together are never told of by half: how closely, until when and that it ended go with it (E23).
const agencies = (purpose: string) => kept('law_enforcement', purpose);
// The same of a condition: a court may have named others in its words, and it always has words.
const condition = (purpose: string) => kept('third_party', purpose);

export const legalRegister: EventRegister<LegalEvent> = {
  proceedings_begun: { proceedings, stage: given('where they stood in law when we learned of it') },
  legal_step: {
    proceedings,
    step: given('where they stand in law, and what falls due by it'),
    detail: given('the day to return on bail, the plea, the court: what the next step depends on'),
  },
  appealed: { proceedings, against: given('what the appeal is against') },
  appeal_decided: { proceedings, outcome: given('whether the conviction and the sentence stand') },
  keeping_reviewed: {
    proceedings,
    outcome: given('what is kept of somebody who was not convicted (E24)'),
    ground: given('why it may be kept'),
    reviewOn,
  },
  sentenced: {
    order,
    proceedings,
    disposal: given('what the court gave'),
    months: given('when it ends'),
    suspended: given('what term is suspended, and how long supervision lasts'),
    requirements: given('what the court asked of them'),
  },
  order_ended: { order, how: given('how it ended'), early },
  supervision_ended: { order, how: given('how it ended'), early },
  requirement_progressed: {
    order,
    requirement: given('which requirement of the order'),
    amount: given('how far it has come'),
  },
  requirement_ended: {
    order,
    requirement: given('which requirement of the order'),
    how: given('how it ended'),
  },
  failure_judged: {
    order,
    failure: given('what was not done'),
    failedOn: given('when it was not done: warnings count for a time'),
    judged: given('excuse, warning or referral: what the officer decided'),
    // It has its reason beside it, which may say what others told: neither is told without the other.
    otherwise: kept('third_party', 'that the officer decided otherwise than the rule would have it (E10)'),
    // The warning itself: they were given it.
    words: given('what the warning described, as the law asks', 'notes'),
    why: kept('third_party', 'why the officer decided otherwise', 'notes'),
  },
  breach_heard: { order, found: given('what the court decided about the breach') },
  released: { order, licenceUntil: given('when the licence ends') },
  recalled: { order, days: given('how long the recall lasts, where that is fixed') },
  post_sentence_supervision_began: {
    order,
    until,
    repealed: given('by which law there was supervision after the sentence (E25)'),
  },
  // Of whichever duty, that agencies work together too.
  clock_began: { clock: agencies('which duty runs beside the order'), until: agencies('when it ends') },
  notification_began: { clock, until },
  notified: { clock, what: given('that they told the police in time') },
  prevention_order_made: { clock, until, interim: given('whether a full order is still to come') },
  barring_recorded: { status: given('whether they may work with children'), reviewOn },
  mappa_recorded: {
    under: agencies('under which arrangements agencies work together'),
    level: agencies('how closely agencies work together'),
    reviewOn: agencies('when it is looked at again'),
  },
  rehabilitation_set: {
    clock,
    order,
    until,
    source: given('who said so: it is never worked out here'),
  },
  clock_end_changed: { clock, until },
  clock_ended: {
    clock: agencies('which duty beside the sentence it belongs to'),
    why: agencies('why it ended'),
  },
  condition_set: {
    condition: condition('which condition later entries mean'),
    under: condition('under which order, licence or bail it stands'),
    kind: condition('whether it forbids or asks something'),
    subject: condition('what it is about, so that lists can be read without its words'),
    until: condition('when it ends'),
    words: kept('third_party', 'the condition word for word: a court may have named others', 'identity'),
  },
  condition_ended: {
    condition: condition('which condition ended'),
    why: condition('why it ended'),
  },
};
