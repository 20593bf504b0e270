import { firstProceedings, type CaseCommand, type Day, type Under } from '@throughcare/pathway';
import type { Field } from './fields.ts';
import type { Place } from './places.ts';
import { BAIL } from './read-more.ts';
import type { ArrivingCase, Told } from './read-case.ts';
import type { ArrivingCondition, ArrivingPerson, ArrivingSentence, Standing } from './told.ts';

/** One command that a row becomes, and where its day stands. */
export interface ArrivingStep {
  readonly command: CaseCommand;
  readonly place: Place;
  readonly day: Field;
}

/** Gives the id of a thing of this case, made from what tells it from others of its kind. */
export type IdOf = (
  kind: 'sentence' | 'duty' | 'condition' | 'enrolment',
  ...by: readonly string[]
) => string;

/** The commands of a case, the same as somebody would give who typed it. */
export function stepsOf(arriving: ArrivingCase, id: IdOf): ArrivingStep[] {
  const sentences = byDay(arriving.sentences, one => one.convictedOn);
  const enrolments = byDay(arriving.enrolments, one => one.since);
  // What somebody took up before they were charged is told before the court that came later (E40).
  const beforeCharge = enrolments.filter(one => one.told.basis === 'voluntary_before_charge');
  const others = enrolments.filter(one => !beforeCharge.includes(one));
  return [
    ...stepsOfPerson(arriving.person),
    ...beforeCharge.flatMap(one => stepsOfEnrolment(one, id)),
    ...sentences.flatMap(one => stepsOfSentence(one, arriving, id)),
    ...byDay(arriving.duties, one => one.from).flatMap(one => stepsOfDuty(one, id)),
    ...byDay(arriving.conditions, one => one.from).map(one => stepOfCondition(one, arriving, id)),
    ...others.flatMap(one => stepsOfEnrolment(one, id)),
    ...byDay(sentences, one => one.end?.on ?? '').flatMap(one => stepsOfEnd(one, id)),
    // Last, so that what is over today is not asked about as still running.
    ...stepsOfClosing(arriving.person),
  ];
}

function byDay<What>(all: readonly Told<What>[], day: (told: What) => string): Told<What>[] {
  return all.toSorted((a, b) => (day(a.told) < day(b.told) ? -1 : day(a.told) > day(b.told) ? 1 : 0));
}

function stepsOfPerson({ place, told }: Told<ArrivingPerson>): ArrivingStep[] {
  const { referredOn, reference, source, stage, identity, standing } = told;
  const steps: ArrivingStep[] = [
    {
      place,
      day: 'referredOn',
      command: { do: 'refer', on: referredOn, reference, source, stage, identity },
    },
  ];
  const acceptedOn = standing.status === 'referred' ? null : standing.acceptedOn;
  if (acceptedOn !== null) {
    steps.push({ place, day: 'acceptedOn', command: { do: 'triage', on: acceptedOn, outcome: 'accepted' } });
  }
  const opened = openingOf(standing);
  if (opened) steps.push({ place, day: 'openedOn', command: { do: 'open', ...opened } });
  return steps;
}

function openingOf(standing: Standing): { on: Day; practitioner: string } | null {
  if (standing.status === 'closed') return standing.opened;
  return standing.status === 'open' ? { on: standing.openedOn, practitioner: standing.practitioner } : null;
}

function stepsOfClosing({ place, told: { standing } }: Told<ArrivingPerson>): ArrivingStep[] {
  if (standing.status !== 'closed') return [];
  const { on, reason, transfer, watchedBy } = standing.closed;
  // Who was not taken on was told so at the triage.
  if (reason === 'not_suitable' && standing.acceptedOn === null) {
    return [{ place, day: 'closedOn', command: { do: 'triage', on, outcome: 'not_suitable' } }];
  }
  const to = transfer && { to: transfer.to, receiptBy: transfer.receiptBy };
  const steps: ArrivingStep[] = [
    { place, day: 'closedOn', command: { do: 'close', on, reason, watchedBy, transfer: to } },
  ];
  if (transfer?.receivedOn) {
    steps.push({ place, day: 'receivedOn', command: { do: 'record_receipt', on: transfer.receivedOn } });
  }
  return steps;
}

function stepsOfSentence(
  { place, told }: Told<ArrivingSentence>,
  { requirements }: ArrivingCase,
  id: IdOf,
): ArrivingStep[] {
  const { name, referredFor, disposal, convictedOn, madeOn: on, months, suspended, release } = told;
  const order = id('sentence', name);
  const proceedings = referredFor ? firstProceedings : `of ${order}`;
  const steps: ArrivingStep[] = [];
  const add = (day: Field, command: CaseCommand, at = place) => steps.push({ place: at, day, command });
  if (!referredFor) {
    add('convictedOn', { do: 'begin_proceedings', on: convictedOn, proceedings, stage: 'before_the_court' });
  }
  add('convictedOn', { do: 'record_legal_step', on: convictedOn, proceedings, step: 'convicted' });
  const own = requirements.filter(one => one.told.of === name);
  const ordered = own.map(({ told: { kind, most } }) => ({ kind, most }));
  const sentence = { order, proceedings, disposal, months, suspended, requirements: ordered };
  add('madeOn', { do: 'record_sentence', on, sentence });
  for (const [index, { place: at, told: one }] of own.entries()) {
    if (!one.progress) continue;
    const { on: doneOn, amount } = one.progress;
    const requirement = index + 1;
    add('doneOn', { do: 'record_progress', on: doneOn, order, requirement, amount }, at);
  }
  if (release) {
    const { on: releasedOn, licenceUntil } = release;
    add('releasedOn', { do: 'record_release', on: releasedOn, order, licenceUntil });
  }
  return steps;
}

function stepsOfDuty({ place, told }: ArrivingCase['duties'][number], id: IdOf): ArrivingStep[] {
  const { name, duty, from: on, until, notifiedOn } = told;
  const clock = id('duty', name);
  if (duty !== 'notification') {
    const interim = duty === 'interim_prevention_order';
    return [{ place, day: 'from', command: { do: 'make_prevention_order', on, clock, until, interim } }];
  }
  const begin: ArrivingStep = {
    place,
    day: 'from',
    command: { do: 'begin_notification', on, clock, until },
  };
  if (notifiedOn === null) return [begin];
  const command = { do: 'record_notified', on: notifiedOn, clock, what: 'first' } as const;
  return [begin, { place, day: 'notifiedOn', command }];
}

function stepOfCondition(
  { place, told }: Told<ArrivingCondition>,
  arriving: ArrivingCase,
  id: IdOf,
): ArrivingStep {
  const { of, rule: kind, subject, from: on, until, words } = told;
  const condition = id('condition', of, kind, subject, on, words);
  const under = underOf(of, arriving, id);
  return {
    place,
    day: 'from',
    command: { do: 'set_condition', on, condition, under, kind, subject, until, words },
  };
}

function underOf(of: string, { sentences }: ArrivingCase, id: IdOf): Under {
  if (of === BAIL) return { what: 'bail', id: firstProceedings };
  const sentence = sentences.find(one => one.told.name === of)?.told;
  if (!sentence) return { what: 'prevention_order', id: id('duty', of) };
  return { what: sentence.release ? 'licence' : 'order', id: id('sentence', of) };
}

function stepsOfEnrolment({ place, told }: ArrivingCase['enrolments'][number], id: IdOf): ArrivingStep[] {
  const { programme, basis, since: on, assessed, left, completedOn, before } = told;
  const enrolment = id('enrolment', programme, basis, on);
  const enrolled: ArrivingStep = {
    place,
    day: 'since',
    command: { do: 'enrol', on, enrolment, programme, basis, assessed },
  };
  const steps = [enrolled];
  const add = (day: Field, command: CaseCommand) => steps.push({ place, day, command });
  if (before) {
    const { until, ...sum } = before;
    const day = completedOn ? 'completedOn' : left ? 'leftOn' : 'countedOn';
    add(day, { do: 'tell_beginning_before', on: until, enrolment, ...sum });
  }
  if (completedOn) add('completedOn', { do: 'complete_programme', on: completedOn, enrolment });
  if (left) add('leftOn', { do: 'leave_programme', on: left.on, enrolment, reason: left.reason });
  return steps;
}

function stepsOfEnd({ place, told }: Told<ArrivingSentence>, id: IdOf): ArrivingStep[] {
  if (!told.end) return [];
  const { on, how } = told.end;
  const order = id('sentence', told.name);
  return [{ place, day: 'endedOn', command: { do: 'end_order', on, order, how, early: null } }];
}
