import { firstProceedings, type CaseCommand } from '@throughcare/pathway';
import type { Field } from './map.ts';
import type { ArrivingCase } from './read-row.ts';

/** One command that a row becomes, and the column that holds its day. */
export interface ArrivingStep {
  readonly command: CaseCommand;
  readonly day: Field;
}

/** The commands of a row, the same as somebody would give who typed it. `id` names the order and the enrolment. */
export function stepsOf(arriving: ArrivingCase, id: (of: 'order' | 'enrolment') => string): ArrivingStep[] {
  const { referredOn, reference, source, stage, identity, standing, order, enrolment } = arriving;
  const steps: ArrivingStep[] = [
    { day: 'referredOn', command: { do: 'refer', on: referredOn, reference, source, stage, identity } },
  ];
  if (standing.status !== 'referred') {
    const { acceptedOn: on } = standing;
    steps.push({ day: 'acceptedOn', command: { do: 'triage', on, outcome: 'accepted' } });
  }
  if (standing.status === 'open') {
    const { openedOn: on, practitioner } = standing;
    steps.push({ day: 'openedOn', command: { do: 'open', on, practitioner } });
  }
  if (order) {
    const { disposal, convictedOn, madeOn, months } = order;
    const proceedings = firstProceedings;
    const sentence = {
      order: id('order'),
      proceedings,
      disposal,
      months,
      // A spreadsheet's row does not hold the term; null says that nobody has told us.
      suspended:
        disposal === 'suspended_sentence_order' ? { termMonths: null, supervisionMonths: null } : null,
      requirements: [],
    };
    steps.push(
      {
        day: 'convictedOn',
        command: { do: 'record_legal_step', on: convictedOn, proceedings, step: 'convicted' },
      },
      { day: 'madeOn', command: { do: 'record_sentence', on: madeOn, sentence } },
    );
  }
  if (enrolment) {
    const { programme, basis, since: on, assessed } = enrolment;
    steps.push({
      day: 'since',
      command: { do: 'enrol', on, enrolment: id('enrolment'), programme, basis, assessed },
    });
  }
  return steps;
}

const fieldsOfRefusals: Readonly<Record<string, Field>> = {
  bornOn: 'born',
  months: 'months',
  basis: 'basis',
  programme: 'programme',
  practitioner: 'practitioner',
  proceedings: 'stage',
  step: 'stage',
};

/** The column in which what a decider refused is put right. */
export function fieldOf({ day }: ArrivingStep, refused: string | undefined): Field {
  return refused === undefined || refused === 'on' ? day : (fieldsOfRefusals[refused] ?? day);
}
