import { requirementEnds, requirementKinds, requirementUnits, type CaseState } from '@throughcare/pathway';
import { choice, line, withDay } from '../../frame/fields.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { keysOf, options } from '../options.ts';
import { sayOrderShort } from './choices.ts';
import { oneOf, whichOf, whole, type Asked, type Field } from './fields.ts';

const template = 'person/legal/form.njk';

/** A requirement is chosen together with its order: 'order#2'. */
function requirementItems(state: CaseState, countedOnly: boolean): Field[] {
  const items = state.orders
    .filter(order => order.ended === null)
    .flatMap(order =>
      order.requirements
        .filter(one => one.ended === null && (!countedOnly || requirementUnits[one.kind] !== undefined))
        .map(one => {
          const unit = requirementUnits[one.kind];
          const far = unit ? `: ${one.done}${one.most === null ? '' : ` of ${one.most}`} ${unit} done` : '';
          return {
            value: `${order.id}#${one.number}`,
            text: `${requirementKinds[one.kind]}${far} (${sayOrderShort(order)})`,
          };
        }),
    );
  return [whichOf('requirement', 'Requirement', items)];
}

function requirementOf(value: string): { order: string; requirement: number } {
  const at = value.lastIndexOf('#');
  return { order: value.slice(0, at), requirement: Number(value.slice(at + 1)) };
}

const progress = caseForm({
  path: paths.personProgress,
  does: ['record_progress'],
  template,
  schema: withDay('on', 'the day it was done', {
    requirement: line('Choose the requirement.'),
    amount: whole,
  }),
  command: ({ on, requirement, amount }) => ({
    do: 'record_progress',
    on,
    ...requirementOf(requirement),
    amount,
  }),
  tells: ({ order, requirement, amount }) => ({
    answers: { requirement: `${order}#${requirement}`, amount: String(amount) },
  }),
  shows: ({ state }): Asked => ({
    question: 'What was done of a requirement?',
    fields: [
      ...requirementItems(state, true),
      {
        kind: 'number',
        name: 'amount',
        label: 'How much was done',
        hint: 'Days, hours or sessions, as the court counts it.',
      },
    ],
    when: 'When it was done',
  }),
});

const requirementEnd = caseForm({
  path: paths.personRequirementEnd,
  does: ['end_requirement'],
  template,
  schema: withDay('on', 'the day it ended', {
    requirement: line('Choose the requirement.'),
    how: choice(keysOf(requirementEnds), 'Choose how it ended.'),
  }),
  command: ({ on, requirement, how }) => ({ do: 'end_requirement', on, ...requirementOf(requirement), how }),
  tells: ({ order, requirement, how }) => ({ answers: { requirement: `${order}#${requirement}`, how } }),
  shows: ({ state }): Asked => ({
    question: 'How did a requirement end?',
    fields: [
      ...requirementItems(state, false),
      oneOf(
        'how',
        'How it ended',
        options(requirementEnds, words => words),
      ),
    ],
    when: 'When it ended',
  }),
});

/** Forms about the requirements of an order. */
export const requirementForms = [progress, requirementEnd];
