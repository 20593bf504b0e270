import {
  breachOutcomes,
  breachOutcomesOf,
  enforcementProposal,
  failureKinds,
  failuresToDecide,
  judgements,
  requirementKinds,
  sayDay,
  type BreachOutcome,
  type Failure,
  type Order,
} from '@throughcare/pathway';
import type { Person } from '@throughcare/records';
import { choice, choices, line, withDay, words } from '../../frame/fields.ts';
import { typedOf } from '../../history/again.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { keysOf, options } from '../options.ts';
import { onlyOrder, orderItems } from './choices.ts';
import { dayOrNothing, oneOf, wholeOrNothing, type Asked } from './fields.ts';

const template = 'person/legal/form.njk';

const says = {
  whatFailed: 'What was not done',
  unacceptable: 'That this is unacceptable',
  courtNext: 'That another failure within 12 months can lead to court',
} as const;

const otherKinds = {
  appointment: failureKinds.appointment,
  unpaid_work: failureKinds.unpaid_work,
  other_requirement: failureKinds.other_requirement,
  reoffence: failureKinds.reoffence,
} as const;
const enforced = (order: Order) => order.disposal !== 'fine' && order.disposal !== 'absolute_discharge';

const failure = caseForm({
  path: paths.personFailure,
  does: ['judge_failure'],
  template,
  schema: withDay('on', 'the day of the decision', {
    order: line('Choose the sentence.'),
    what: line('Choose what was not done.'),
    failedOn: dayOrNothing,
    judged: choice(keysOf(judgements), 'Choose what you decided.'),
    says: choices(keysOf(says)),
    words,
    why: words,
  }),
  command: value => ({
    do: 'judge_failure',
    on: value.on,
    order: value.order,
    failure: failureOf(value.what, value.failedOn ?? value.on),
    judged: value.judged,
    warning:
      value.judged === 'warned'
        ? {
            whatFailed: value.says.includes('whatFailed'),
            unacceptable: value.says.includes('unacceptable'),
            courtNext: value.says.includes('courtNext'),
          }
        : null,
    words: value.words,
    why: value.why,
  }),
  tells: command => ({
    answers: {
      ...typedOf(command),
      ...typedFailure(command.failure),
      says: command.judged === 'warned' ? keysOf(says) : [],
    },
  }),
  shows: (person): Asked => ({
    question: 'What did you decide about a failure?',
    lead: sayProposals(person),
    fields: [
      ...orderItems(person.state, enforced),
      oneOf('what', 'What was not done', [...sessionItems(person), ...options(otherKinds, text => text)]),
      {
        kind: 'day',
        name: 'failedOn',
        label: 'When it was not done',
        hint: 'Leave it empty for a session: the register has its day. For example 12 May 2030.',
      },
      oneOf(
        'judged',
        'You decide',
        options(judgements, text => text),
      ),
      {
        kind: 'some',
        name: 'says',
        label: 'The warning says',
        items: options(says, text => text),
        hint: 'A warning says all three.',
      },
      {
        kind: 'words',
        name: 'words',
        label: 'What was not done',
        hint: 'In your own words, as the warning or the referral has it.',
      },
      {
        kind: 'words',
        name: 'why',
        label: 'Why you decide otherwise',
        hint: 'Only if you decide otherwise than the rule would have it.',
      },
    ],
    when: 'When you decided',
  }),
  begins: person => ({
    order: onlyOrder(person.state, enforced),
    what: sessionItems(person)[0]?.value ?? '',
  }),
});

function sessionItems({ state }: Person) {
  return failuresToDecide(state).map(one => ({
    value: `${one.enrolment}#${one.session}`,
    text: `Session ${one.session} of a programme, ${sayDay(one.on)}`,
  }));
}

function typedFailure(failure: Failure): Record<string, string> {
  return failure.kind === 'session'
    ? { what: `${failure.enrolment}#${failure.session}` }
    : { what: failure.kind, failedOn: failure.on };
}

function failureOf(what: string, on: Extract<Failure, { on: unknown }>['on']): Failure {
  const at = what.lastIndexOf('#');
  if (at >= 0) return { kind: 'session', enrolment: what.slice(0, at), session: Number(what.slice(at + 1)) };
  const kind = keysOf(otherKinds).find(one => one === what) ?? 'other_requirement';
  return { kind, on };
}

/** The facts that were counted and the rule, for each order: never what to think of the person (E10). */
function sayProposals({ state }: Person): string[] {
  const failedOn = failuresToDecide(state)[0]?.on ?? null;
  const running = state.orders.filter(order => order.ended === null && enforced(order));
  if (running.length === 0) return [];
  const day = failedOn ?? running[0].from;
  const proposals = running.map(order => enforcementProposal(order, day));
  const counted =
    failedOn === null ? [] : proposals.map((proposal, at) => sayCounted(proposal, running[at], day));
  return [...counted, `${proposals[0].rule} You decide.`];
}

function sayCounted(
  { warnings, proposes }: ReturnType<typeof enforcementProposal>,
  order: Order,
  day: Order['from'],
) {
  const found = warnings.length === 0 ? 'no warning' : `a warning of ${warnings.map(sayDay).join(' and ')}`;
  const rule = proposes === 'warned' ? 'a warning' : 'a referral for breach';
  return `Counted in the 12 months before ${sayDay(day)}, sentence of ${sayDay(order.from)}: ${found}. Without a reasonable excuse the rule has ${rule}.`;
}

const referred = (order: Order) => order.breaches.at(-1)?.heard === null;

const breach = caseForm({
  path: paths.personBreach,
  does: ['hear_breach'],
  template,
  schema: withDay('on', 'the day of the hearing', {
    order: line('Choose the sentence.'),
    outcome: choice(keysOf(breachOutcomes), 'Choose what the court decided.'),
    requirements: choices(keysOf(requirementKinds)),
    months: wholeOrNothing,
    until: dayOrNothing,
  }),
  command: ({ on, order, ...value }, person) => ({
    do: 'hear_breach',
    on,
    order,
    found: outcomeOf(value, person, order),
  }),
  tells: ({ order, found }) => ({
    answers: {
      ...typedOf({ order, ...found }),
      requirements: 'requirements' in found ? found.requirements.map(one => one.kind) : [],
    },
  }),
  shows: ({ state }): Asked => {
    const possible = new Set(
      state.orders.filter(referred).flatMap(order => breachOutcomesOf[order.disposal]),
    );
    return {
      question: 'What did the court decide about the breach?',
      fields: [
        ...orderItems(state, referred),
        oneOf(
          'outcome',
          'The court decided',
          options(breachOutcomes, text => text).filter(one => possible.has(one.value as never)),
        ),
        ...(possible.has('more_onerous')
          ? [
              {
                kind: 'some' as const,
                name: 'requirements',
                label: 'Only of more onerous requirements: which were added',
                items: options(requirementKinds, name => name),
              },
            ]
          : []),
        ...(possible.has('activated_reduced')
          ? [
              {
                kind: 'number' as const,
                name: 'months',
                label: 'Only of a part of the term: how much',
                suffix: 'months',
              },
            ]
          : []),
        ...(possible.has('extended')
          ? [
              {
                kind: 'day' as const,
                name: 'until',
                label: 'Only of a longer order: its new last day',
                hint: 'For example 12 May 2030.',
              },
            ]
          : []),
      ],
      when: 'Day of the hearing',
    };
  },
  begins: ({ state }) => ({ order: onlyOrder(state, referred) }),
});

interface Heard {
  readonly outcome: keyof typeof breachOutcomes;
  readonly requirements: readonly (keyof typeof requirementKinds)[];
  readonly months: number | null;
  readonly until: Order['until'];
}

function outcomeOf(
  { outcome, requirements, months, until }: Heard,
  { state }: Person,
  id: string,
): BreachOutcome {
  switch (outcome) {
    case 'more_onerous':
      return { outcome, requirements: requirements.map(kind => ({ kind, most: null })) };
    case 'activated_reduced':
      return { outcome, months: months ?? 0 };
    case 'extended': {
      // Without a day it is as long as it was, and the decider says that this is not longer.
      const order = state.orders.find(one => one.id === id);
      return { outcome, until: until ?? order?.until ?? order!.from };
    }
    default:
      return { outcome };
  }
}

/** Forms about what was not done: the officer's decision, and the court's. */
export const enforcementForms = [failure, breach];
