import { z } from 'zod';
import { refuse, type Refusal, type StreamKind } from '@throughcare/pathway';
import type { Commands } from '../history/deciders.ts';
import { caseFields } from './case.ts';
import { stepHasItsDetail } from './case-legal.ts';
import { concernFields } from './concern.ts';
import { contactFields } from './contact.ts';
import { day, dayAsGiven, type FieldsOf } from './fields.ts';
import { groupFields } from './group.ts';
import { namedIn, type FieldsByCommand, type Named } from './named.ts';
import { openingFields } from './opening.ts';
import { organisationFields } from './organisation.ts';

/** What each command of each kind of stream holds beside its name and day. */
export const commandFields: { readonly [Kind in StreamKind]: FieldsOf<Commands[Kind]> } = {
  case: caseFields,
  contact: contactFields,
  concern: concernFields,
  group: groupFields,
  organisation: organisationFields,
  opening: openingFields,
};

/** What a form about a concern sends too much is left out, and is no reason to turn it away (E34). */
function shapeOf(kind: string, name: string, shape: z.ZodRawShape) {
  if (kind !== 'concern') return z.strictObject({ do: z.literal(name), on: day, ...shape });
  const on = name === 'raise' || name === 'pass_on' ? dayAsGiven : day;
  return z.object({ do: z.literal(name), on, ...shape });
}

/** Commands in which one field says what another may hold. */
const fits: Readonly<Record<string, (command: object) => boolean>> = {
  'case record_legal_step': stepHasItsDetail,
};

const schemas = new Map<string, z.ZodType>(
  Object.entries(commandFields).flatMap(([kind, described]) =>
    Object.entries(described).map(([name, shape]): [string, z.ZodType] => [
      `${kind} ${name}`,
      shapeOf(kind, name, shape as z.ZodRawShape).refine(
        fits[`${kind} ${name}`] ?? (() => true),
        'holds what does not belong together',
      ),
    ]),
  ),
);

type Read<Command> =
  { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Reads what came as a command, whatever it is. Nothing goes on to a decider that did not come through here: types do
 * not hold at run time, and a day that is none, a text in the place of a number or a NUL would be kept for ever.
 */
export function readCommand<Kind extends StreamKind>(kind: Kind, sent: unknown): Read<Commands[Kind]>;
export function readCommand(kind: StreamKind, sent: unknown): Read<unknown> {
  const name = typeof sent === 'object' && sent !== null && 'do' in sent ? sent.do : undefined;
  const schema = typeof name === 'string' ? schemas.get(`${kind} ${name}`) : undefined;
  if (!schema) {
    return refuse(
      'no_such_command',
      'What was sent asks for nothing that can be done here. Nothing was saved. Open the page again.',
    );
  }
  const read = schema.safeParse(sent);
  if (!read.success) return malformed(read.error.issues[0]);
  return { ok: true, command: read.data };
}

/** Whom a command names, that has to be somebody who can do what it gives them. */
export function namedBy<Kind extends StreamKind>(kind: Kind, command: Commands[Kind]): Named[] {
  return namedIn((commandFields as FieldsByCommand)[kind][command.do], command);
}

function malformed(issue: z.core.$ZodIssue): { ok: false; refusal: Refusal } {
  const [field] = issue.path;
  if (typeof field !== 'string') {
    return refuse(
      'malformed',
      'What was sent holds something that does not belong there. Nothing was saved. Open the page again.',
    );
  }
  const what =
    issue.code === 'unrecognized_keys' ? 'holds something that does not belong there' : issue.message;
  return refuse(
    'malformed',
    `What was entered as “${spaced(field)}” ${what}. Nothing was saved. Enter it again.`,
    field,
  );
}

/** 'startsOn' as a person reads it: 'starts on'. */
function spaced(field: string): string {
  return field.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
}
