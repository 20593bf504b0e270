import { sayDay, type Day, type DecidedEvent } from '@throughcare/pathway';

/** What a record means by its own marks: an account, a programme, an order. */
export interface CopyNames {
  readonly staff: (account: string) => string;
  readonly programme: (id: string) => string;
  readonly team: (id: string) => string;
  /** An order, an enrolment or another thing of the case, by its mark; '' where nothing tells what it is. */
  readonly thing: (kind: Thing, id: string) => string;
}

/** What later entries of a case mean by a mark. */
export type Thing =
  'enrolment' | 'order' | 'clock' | 'condition' | 'task' | 'letter' | 'complaint' | 'request';

export type Say<Value> = (value: Value, names: CopyNames) => string;

/** How one field is told to the person whom the record is about. */
export interface FieldWords<Value> {
  readonly label: string;
  readonly say: Say<Value>;
  /** Whether a value is one of which there is nothing to say, as of what was not asked. */
  readonly silent?: (value: Value) => boolean;
}

/** A mark by which the program tells one thing from another: it says nothing of anybody, so it is in no copy. */
export const mark = null;

type Parts<Event extends DecidedEvent> = Event['facts'] &
  (Event['sealed'] extends object ? Event['sealed'] : unknown);
type Named<Fields> = keyof {
  [Name in keyof Fields as string extends Name ? never : number extends Name ? never : Name]: true;
} &
  string;

/** Words for every event of a kind and every field of it: one that is missing does not compile. */
export type EventWords<Event extends DecidedEvent> = {
  readonly [Type in Event['type']]: {
    readonly title: string;
    readonly fields: {
      readonly [Field in Named<Parts<Extract<Event, { type: Type }>>>]: FieldWords<
        NonNullable<Parts<Extract<Event, { type: Type }>>[Field]>
      > | null;
    };
  };
};

export function told<Value>(label: string, say: Say<Value>): FieldWords<Value> {
  return { label, say };
}

/** What is said only where it is so: that it is not so is what everybody takes for granted. */
export function toldIfSo(label: string): FieldWords<boolean> {
  return { label, say: yesOrNo, silent: value => !value };
}

/** One of a list of codes, by its words. */
export function coded<Code extends string>(
  list: Readonly<Record<Code, string | { readonly words: string }>>,
): Say<Code> {
  return code => {
    const words = list[code];
    return typeof words === 'string' ? words : words.words;
  };
}

/** Several of a list of codes. */
export function severalOf<Code extends string>(list: Readonly<Record<Code, string>>): Say<readonly Code[]> {
  return codes => codes.map(code => list[code]).join('; ');
}

export const text: Say<string> = value => value;
export const onDay: Say<Day> = value => sayDay(value);
export const yesOrNo: Say<boolean> = value => (value ? 'yes' : 'no');
export const number: Say<number> = value => String(value);
export const months: Say<number> = value => (value === 1 ? '1 month' : `${value} months`);
export const days: Say<number> = value => (value === 1 ? '1 day' : `${value} days`);
export const worker: Say<string> = (account, names) => names.staff(account);
export const workers: Say<readonly string[]> = (accounts, names) => accounts.map(names.staff).join(', ');
export const programme: Say<string> = (id, names) => names.programme(id);

/** What a mark of the case stands for. */
export function meaning(kind: Thing): Say<string> {
  return (id, names) => names.thing(kind, id);
}
