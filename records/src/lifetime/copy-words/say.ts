import type { DecidedEvent } from '@throughcare/pathway';
import { caseWords } from './case.ts';
import { concernWords } from './concern.ts';
import type { CopyNames, FieldWords } from './said.ts';

interface Words {
  readonly title: string;
  readonly fields: Readonly<Record<string, FieldWords<unknown> | null>>;
}

// Each field is said by the words for its own type, which the tables hold; here the type of the event is not known.
const kinds: Readonly<Record<'case' | 'concern', Readonly<Record<string, Words>>>> = {
  case: caseWords as unknown as Readonly<Record<string, Words>>,
  concern: concernWords as unknown as Readonly<Record<string, Words>>,
};

export interface ToldEvent extends Pick<DecidedEvent, 'type'> {
  readonly kind: string;
}

/** What happened, for the person whom it happened to. */
export function sayTitle({ kind, type }: ToldEvent): string {
  return wordsOf(kind, type)?.title ?? '';
}

/** Whether a field can stand in a copy at all: a mark of the program’s own says nothing of anybody. */
export function isTold({ kind, type }: ToldEvent, field: string): boolean {
  return wordsOf(kind, type)?.fields[field] !== null;
}

/** Whether there is something to say of a field, and it can stand in a copy. */
export function hasWords(event: ToldEvent, field: string, value: unknown): boolean {
  const said = wordsOf(event.kind, event.type)?.fields[field];
  return isTold(event, field) && !isNothing(value) && !said?.silent?.(value);
}

/** One field in plain words; undefined where there is nothing to tell. */
export function sayField(
  { kind, type }: ToldEvent,
  field: string,
  value: unknown,
  names: CopyNames,
): { readonly label: string; readonly words: string } | undefined {
  const said = wordsOf(kind, type)?.fields[field];
  if (!said || isNothing(value) || said.silent?.(value)) return undefined;
  const words = said.say(value, names);
  return words === '' ? undefined : { label: said.label, words };
}

/** What was not asked, or left empty. */
export function isNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function wordsOf(kind: string, type: string): Words | undefined {
  return kind === 'case' || kind === 'concern' ? kinds[kind][type] : undefined;
}
