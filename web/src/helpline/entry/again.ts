import { contactDecider, type ContactCommand, type ContactEvent } from '@throughcare/pathway';
import type { Contact } from '@throughcare/records';
import type { z } from 'zod';
import type { Field } from '../../asked/asked.ts';
import type { Typed } from '../../frame/form.ts';
import { askedAgain, onAnotherDay, type Again } from '../../history/again.ts';
import { askActions } from '../actions/route.ts';
import { callFields, callForm } from '../call/form.ts';
import { outcomeField, outcomeForm } from '../call-back/outcome.ts';
import { askEnding } from '../end/route.ts';
import { contactQuestions, typeHeard, typeSafe } from '../record/questions.ts';

interface Asked {
  readonly fields: readonly Field[];
  readonly schema: z.ZodType<object>;
  readonly begins?: Typed;
}

/** How an entry of a contact is told again as it should have been. */
export function contactAgain(
  event: ContactEvent,
  { state }: Contact,
  staff: readonly { readonly user: string; readonly name: string }[],
): Again<ContactCommand> {
  const command = contactDecider.commandOf(event)!;
  const questions = contactQuestions({ state, staff, today: command.on });
  const asked = ask(command, questions);
  return asked === null ? onAnotherDay(command) : askedAgain<ContactCommand>(command, asked, asked.begins);
}

/** The question by which it was recorded; null where nothing can have been wrong in it but its day. */
function ask(command: ContactCommand, questions: ReturnType<typeof contactQuestions>): Asked | null {
  const { on } = command;
  switch (command.do) {
    case 'take_call':
      return { fields: callFields, schema: callForm, begins: typeCall(command) };
    case 'end_call':
      return questions['call-ended'];
    case 'record_about':
      return questions.about;
    case 'say_caller':
      return questions.caller;
    case 'keep_note':
      return questions.note;
    case 'screen_risk':
      return questions.risk;
    case 'note_disclosure':
      return { ...questions.heard, begins: typeHeard(command) };
    case 'agree_actions':
      return askActions(on);
    case 'report_actions':
      return questions.reported;
    case 'signpost':
      return questions.signposts;
    case 'say_safe_contact':
      return { ...questions.safe, begins: typeSafe(command) };
    case 'make_call_back':
      return { fields: [outcomeField], schema: outcomeForm };
    case 'keep_from':
      return questions['keep-from'];
    case 'end':
      return askEnding(on);
    default:
      return null;
  }
}

function typeCall({
  channel,
  group,
  caller,
  language,
  interpreter,
}: Extract<ContactCommand, { do: 'take_call' }>): Typed {
  return { channel, group, caller, language, interpreter: interpreter ? ['yes'] : [] };
}
