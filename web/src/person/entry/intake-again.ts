import { triageOutcomes, type CaseCommand } from '@throughcare/pathway';
import { z } from 'zod';
import { choice, line } from '../../frame/fields.ts';
import { askedAgain, type Again } from '../../history/again.ts';
import { formModel } from '../form-model.ts';
import type { ToTellAgain } from '../form-again.ts';
import { keysOf, options } from '../options.ts';

/** How a referral was answered and whose case it became, told again; null for anything else. */
export function intakeAgain({
  command,
  person,
  choices,
  ...showing
}: ToTellAgain): Again<CaseCommand> | null {
  switch (command.do) {
    case 'triage':
      return askedAgain<CaseCommand>(command, answered);
    case 'open':
    case 'change_practitioner': {
      const again = { named: [command.practitioner] };
      const { practitioners } = formModel(undefined, person, choices, { ...showing, again });
      return askedAgain<CaseCommand>(command, {
        fields: [{ kind: 'one', name: 'practitioner', label: 'Practitioner', items: practitioners }],
        schema: z.object({ practitioner: line('Choose a practitioner.') }),
      });
    }
    default:
      return null;
  }
}

const answered = {
  fields: [
    { kind: 'one', name: 'outcome', label: 'The answer', items: options(triageOutcomes, words => words) },
  ],
  schema: z.object({ outcome: choice(keysOf(triageOutcomes), 'Choose an answer.') }),
} as const;
