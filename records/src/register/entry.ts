import type { DecidedEvent } from '@throughcare/pathway';
import type { FieldGroup } from '../access/fields.ts';

/**
 * Why something is kept back from a person who asks for what is held about them, until a safeguarding lead releases
 * it line by line and names the exemption (E23).
 */
export const withheldBecause = {
  concern: 'It belongs to a concern about a child.',
  third_party: 'It came from, or is about, somebody else.',
  law_enforcement: 'It was exchanged with the police, probation or a court.',
  staff: 'It would put a worker in danger, or names one without need.',
} as const;
export type WithheldBecause = keyof typeof withheldBecause;

/** `given`: told as it stands. `nobody`: it says nothing about a person. Otherwise kept back, and why. */
export type SubjectAnswer = 'given' | 'nobody' | WithheldBecause;

/** What is kept by one schedule, which an organisation sets (see pathway's retention). */
export const retentionClasses = {
  casework: 'The case of a person, from its closing',
  contact: 'An anonymous contact, from its end',
  call_back: 'A number to call back on, from the call',
  concern: 'A concern about a child, from its closing',
  group: 'A group and its registers, from its last session',
  opening: 'That a case was opened in an emergency, from its review',
  organisation: 'What the organisation is and who works in it',
  access_log: 'Who read what',
  operation: 'What the software needs to run and to prove itself',
} as const;
export type RetentionClass = keyof typeof retentionClasses;

/** What the register says of one field of an event, or of one column. */
export interface Entry {
  /** What it is kept for. */
  readonly purpose: string;
  readonly answer: SubjectAnswer;
  readonly retention: RetentionClass;
}

/** What something is kept for, without the number of the requirement behind it, which tells the person nothing. */
export function inPlainWords(purpose: string): string {
  return purpose.replace(/ \(E\d+\)/g, '');
}

/** Of a field of an event: also which part of the record opens it. */
export interface FieldEntry extends Entry {
  readonly opens: FieldGroup;
}

type Named<Fields> = keyof {
  [Name in keyof Fields as string extends Name ? never : number extends Name ? never : Name]: true;
} &
  string;

type FieldsOf<Event extends DecidedEvent> =
  Named<Event['facts']> | (Event['sealed'] extends object ? Named<Event['sealed']> : never);

/** An entry for every field of every event of a kind: one that is missing, or is no longer there, does not compile. */
export type EventRegister<Event extends DecidedEvent> = {
  readonly [Type in Event['type']]: {
    readonly [Field in FieldsOf<Extract<Event, { type: Type }>>]: FieldEntry;
  };
};

/** Two short words for the entries of one schedule: what is given, and what is kept back. */
export function fieldsOf(retention: RetentionClass) {
  return {
    given: (purpose: string, opens: FieldGroup = 'facts'): FieldEntry => ({
      purpose,
      answer: 'given',
      retention,
      opens,
    }),
    kept: (answer: Exclude<SubjectAnswer, 'given'>, purpose: string, opens: FieldGroup = 'facts') =>
      ({ purpose, answer, retention, opens }) satisfies FieldEntry,
  };
}

/** The columns of one table: what each is kept for, all under one schedule and one answer but for those named. */
export function columnsOf(
  retention: RetentionClass,
  answer: SubjectAnswer,
  purposes: Readonly<Record<string, string>>,
  otherwise: Readonly<Record<string, SubjectAnswer>> = {},
): Readonly<Record<string, Entry>> {
  return Object.fromEntries(
    Object.entries(purposes).map(([column, purpose]) => [
      column,
      { purpose, answer: otherwise[column] ?? answer, retention },
    ]),
  );
}
