import { types, type CustomTypesConfig } from 'pg';

/**
 * One policy for what PostgreSQL's types become: days stay strings, instants become milliseconds since 1970,
 * and an int8 is a number only while it is exact.
 */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [types.builtins.DATE]: text => text,
  1182: text => (text === '{}' ? [] : text.slice(1, -1).split(',')), // date[]
  [types.builtins.TIMESTAMPTZ]: text => milliseconds(text),
  [types.builtins.INT8]: text => exactInteger(text),
};

type TypeId = Parameters<typeof types.getTypeParser>[0];

export const recordTypes = {
  getTypeParser: (id: TypeId, format?: 'text') => parsers[id] ?? types.getTypeParser(id, format ?? 'text'),
} as CustomTypesConfig;

function milliseconds(text: string): number {
  // 2026-03-04 10:00:00.123+00, as every connection of ours asks for it.
  const ms = Date.parse(`${text.slice(0, 10)}T${text.slice(11)}:00`);
  if (Number.isNaN(ms)) throw new RangeError(`"${text}" is not an instant in UTC.`);
  return ms;
}

function exactInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is too large to be exact.`);
  return number;
}

/** An instant as PostgreSQL reads it. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
