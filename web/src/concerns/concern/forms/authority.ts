import {
  authorities,
  authorityOutcomes,
  chaseResults,
  escalationLevels,
  escalationResults,
  sayDay,
  type Day,
} from '@throughcare/pathway';
import type { Concern, Organisation } from '@throughcare/records';
import { z } from 'zod';
import { choice, dayBoxes, words } from '../../../frame/fields.ts';
import { typedOf } from '../../../history/again.ts';
import { paths } from '../../../paths.ts';
import { keysOf, options } from '../../../person/options.ts';
import { optionalDay } from '../../../referrals/new/optional-day.ts';
import { chaseDay, escalationAnswerDay } from '../../chase-day.ts';
import { desksView } from '../../duty-desks/desks-view.ts';
import { anyWords } from '../../raise/form.ts';
import { readDayOrWords } from '../any-day.ts';
import { concernForm, type Recorded, type Recording } from '../concern-form.ts';

/** E34: whatever was typed as the day, or to whom, it is recorded; only an empty form is asked again. */
const passing = z.object({
  to: z.enum(keysOf(authorities)).optional().catch('other'),
  reference: anyWords,
  shared: anyWords,
  'on-day': anyWords,
  'on-month': anyWords,
  'on-year': anyWords,
});

async function recordPassing(
  { to, reference, shared, ...typed }: z.output<typeof passing>,
  { records, today, id }: Recording,
  ownDuty: boolean,
): Promise<Recorded> {
  if (to === undefined && reference.trim() === '' && shared.trim() === '') {
    return { field: 'to', words: 'Nothing is entered yet. Say whom you told.' };
  }
  const day = readDayOrWords([typed['on-day'], typed['on-month'], typed['on-year']], today);
  const command = {
    do: 'pass_on',
    passing: id,
    to: to ?? 'other',
    reference,
    shared,
    ownDuty,
    chaseBy: await chaseDay(records, today),
    ...day,
  } as const;
  return { command };
}

/** E34: whoever has not rung yet has the number before them. */
const whomToRing = (here: Organisation, today: Day) => ({ desks: desksView(here, today) });

const passOn = concernForm({
  path: paths.concernPassOn,
  template: 'concerns/concern/pass-on.njk',
  evenIfChanged: true,
  schema: passing,
  shows: () => ({ authorities: options(authorities, name => name) }),
  begins: (_found, today) => dayBoxes('on', today),
  beside: whomToRing,
  record: (value, recording) => recordPassing(value, recording, false),
  // Which time it was, and whose duty, is not what somebody mistypes.
  again: { pass_on: typedOf },
  keeps: ['passing', 'ownDuty', 'chaseBy'],
});

/** E35: a reporter’s own report, recorded by them alone and at once. */
const report = concernForm({
  path: paths.concernReport,
  template: 'concerns/concern/report.njk',
  evenIfChanged: true,
  schema: passing,
  shows: () => ({ authorities: options(authorities, name => name) }),
  begins: (_found, today) => dayBoxes('on', today),
  beside: whomToRing,
  record: (value, recording) => recordPassing(value, recording, true),
});

/** A day that may be none, in its three boxes. */
const dayOf = (name: string, day: Day | null | undefined) => (day ? dayBoxes(name, day) : {});

/** Each time that it was passed on, to choose from. */
function passings({ state }: Concern) {
  return {
    passings: state.passings.map(({ id, to, on, reference }) => ({
      value: id,
      text: `${authorities[to]}, ${sayDay(on)}${reference === '' ? '' : `, ${reference}`}`,
    })),
  };
}

/** The time that is meant where nobody chooses another: the one that something is due for, or the last. */
const lastPassing = ({ state, dues }: Concern) => ({
  passing: dues.find(one => one.passing !== null)?.passing ?? state.passings.at(-1)?.id ?? '',
});

const reference = concernForm({
  path: paths.concernReference,
  template: 'concerns/concern/reference.njk',
  evenIfChanged: true,
  schema: z.object({ passing: words, reference: words }),
  shows: passings,
  begins: ({ state, dues }) => {
    const lacking = state.passings.find(one => one.reference === '');
    return lacking ? { passing: lacking.id } : lastPassing({ state, dues } as Concern);
  },
  record: ({ passing, reference }, { today }) => ({
    command: { do: 'add_reference', on: today, passing, reference },
  }),
  again: { add_reference: typedOf },
});

const { not_recorded: _, ...chaseChoices } = chaseResults;
const again = optionalDay('chaseBy', 'the day to ask again');

const chase = concernForm({
  path: paths.concernChase,
  template: 'concerns/concern/chase.njk',
  schema: z
    .object({
      passing: words,
      result: choice(keysOf(chaseChoices), 'Choose what asking again gave.'),
      reference: words,
    })
    .and(again),
  shows: found => ({ ...passings(found), results: options(chaseChoices, name => name) }),
  begins: lastPassing,
  async record({ passing, result, reference, chaseBy: given }, { records, today }) {
    const chaseBy = given ?? (await chaseDay(records, today));
    return { command: { do: 'chase', on: today, passing, reference, result, chaseBy } };
  },
  again: { chase: command => ({ ...typedOf(command), ...dayOf('chaseBy', command.chaseBy) }) },
});

const answered = concernForm({
  path: paths.concernAnswer,
  template: 'concerns/concern/answer.njk',
  schema: z
    .object({
      passing: words,
      outcome: choice(keysOf(authorityOutcomes), 'Choose what the authority does.'),
      words,
    })
    .and(again),
  shows: found => ({ ...passings(found), outcomes: options(authorityOutcomes, name => name) }),
  begins: lastPassing,
  record: ({ passing, outcome, words, chaseBy }, { today }) => ({
    command: { do: 'authority_answered', on: today, passing, outcome, words, chaseBy },
  }),
  again: { authority_answered: command => ({ ...typedOf(command), ...dayOf('chaseBy', command.chaseBy) }) },
});

const escalate = concernForm({
  path: paths.concernEscalate,
  template: 'concerns/concern/escalate.njk',
  schema: z
    .object({
      passing: words,
      level: choice(keysOf(escalationLevels), 'Choose to whom it goes.'),
      reason: words,
    })
    .and(optionalDay('answerBy', 'the day by which they answer')),
  shows: found => ({ ...passings(found), levels: options(escalationLevels, name => name) }),
  begins: lastPassing,
  async record({ passing, level, reason, answerBy: given }, { records, today }) {
    const answerBy = given ?? (await escalationAnswerDay(records, today));
    return { command: { do: 'escalate', on: today, passing, level, reason, answerBy } };
  },
  again: { escalate: command => ({ ...typedOf(command), ...dayOf('answerBy', command.answerBy) }) },
});

const escalationAnswer = concernForm({
  path: paths.concernEscalationAnswer,
  template: 'concerns/concern/escalation-answer.njk',
  schema: z.object({
    passing: words,
    result: choice(keysOf(escalationResults), 'Choose whether it is settled.'),
    words,
  }),
  shows: found => ({ ...passings(found), results: options(escalationResults, name => name) }),
  begins: ({ state, dues }) => {
    const open = state.passings.find(one => one.escalation?.answered === null);
    return open ? { passing: open.id } : lastPassing({ state, dues } as Concern);
  },
  record: ({ passing, result, words }, { today }) => ({
    command: { do: 'escalation_answered', on: today, passing, result, words },
  }),
  again: { escalation_answered: typedOf },
});

/** What passes between us and an authority. We tell them ourselves; here it is written down (E7). */
export const authorityForms = [passOn, report, reference, chase, answered, escalate, escalationAnswer];
