import { firstProceedings, type CaseCommand, type Under } from '@throughcare/pathway';
import type { Field } from './fields.ts';
import type { Place } from './places.ts';
import { BAIL } from './read-more.ts';
import type { ArrivingCase, Told } from './read-case.ts';
import type { ArrivingCondition, ArrivingPerson, ArrivingSentence } from './told.ts';

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
  return [
    ...stepsOfPerson(arriving.person),
    ...sentences.flatMap(one => stepsOfSentence(one, arriving, id)),
    ...byDay(arriving.duties, one => one.from).flatMap(one => stepsOfDuty(one, id)),
    ...byDay(arriving.conditions, one => one.from).map(one => stepOfCondition(one, arriving, id)),
    ...byDay(arriving.enrolments, one => one.since).flatMap(one => stepsOfEnrolment(one, id)),
    ...byDay(sentences, one => one.end?.on ?? '').flatMap(one => stepsOfEnd(one, id)),
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
  if (standing.status !== 'referred') {
    const { acceptedOn: on } = standing;
    steps.push({ place, day: 'acceptedOn', command: { do: 'triage', on, outcome: 'accepted' } });
  }
  if (standing.status === 'open') {
    const { openedOn: on, practitioner } = standing;
    steps.push({ place, day: 'openedOn', command: { do: 'open', on, practitioner } });
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
  const { programme, basis, since: on, assessed, left } = told;
  const enrolment = id('enrolment', programme, basis, on);
  const enrolled: ArrivingStep = {
    place,
    day: 'since',
    command: { do: 'enrol', on, enrolment, programme, basis, assessed },
  };
  if (!left) return [enrolled];
  const command = { do: 'leave_programme', on: left.on, enrolment, reason: left.reason } as const;
  return [enrolled, { place, day: 'leftOn', command }];
}

function stepsOfEnd({ place, told }: Told<ArrivingSentence>, id: IdOf): ArrivingStep[] {
  if (!told.end) return [];
  const { on, how } = told.end;
  const order = id('sentence', told.name);
  return [{ place, day: 'endedOn', command: { do: 'end_order', on, order, how, early: null } }];
}
