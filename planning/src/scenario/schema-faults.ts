import type { z } from 'zod';
import { aNumber, formAt } from './form.ts';
import { valueAt } from './own.ts';
import type { PlacedFault } from './scenario-check.ts';
import { nearest } from './scenario-error.ts';

type Path = PlacedFault['path'];

/** What a schema found wrong in `data`, in our sentences: what came, what is taken there, and one that would be. */
export function schemaFaults(
  issue: z.core.$ZodIssue,
  data: unknown,
  before: readonly PropertyKey[] = [],
): PlacedFault[] {
  const path = [...before, ...issue.path] as Path;
  const name = path.join('.') || 'the scenario';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      path: [...path, key],
      what: `${key} is not known in ${name}.`,
      mend: 'Check its spelling, or remove it.',
    }));
  }
  if (issue.code === 'invalid_key') {
    const [inner] = issue.issues;
    const allowed = inner?.code === 'invalid_value' ? inner.values.map(String) : [];
    return [
      {
        path,
        what: `${String(path.at(-1))} is not known in ${path.slice(0, -1).join('.')}.`,
        mend: mendOfChoice(String(path.at(-1)), allowed),
      },
    ];
  }
  if (issue.code === 'invalid_union') {
    // What is wrong within the one form that was meant is told by its own line.
    const meant = issue.errors.find(errors =>
      errors.every(each => each.path.length > 0 || each.code === 'invalid_union'),
    );
    if (meant && meant.length > 0) return meant.flatMap(each => schemaFaults(each, data, path));
  }
  const value = valueAt(data, path);
  const form = formAt(path);
  if (value === undefined) {
    const example = form ? ` For example ${form.example}.` : '';
    return [{ path, what: `${name} is missing.`, mend: `Add it.${example}` }];
  }
  if (typeof value === 'number' && !Number.isNaN(value) && form?.takes === aNumber) {
    return [
      {
        path,
        what: `${name} is the bare number ${value}, which has no unit and no source.`,
        mend: 'Name it under parameters, and write that name here.',
      },
    ];
  }
  const what = `${name} was ${shown(value)}.`;
  if (issue.code === 'invalid_value') {
    return [{ path, what, mend: mendOfChoice(shown(value), issue.values.map(String)) }];
  }
  return [{ path, what, mend: form ? `Write ${form.takes}, such as ${form.example}.` : 'Remove it.' }];
}

function mendOfChoice(written: string, allowed: readonly string[]): string {
  const close = nearest(written, allowed);
  if (close !== undefined) return `Did you mean ${close}?`;
  return allowed.length > 0 ? `Allowed: ${allowed.join('; ')}.` : 'Check its spelling, or remove it.';
}

const longestShown = 60;

/** A value as it is told of: short, and never nothing. */
function shown(value: unknown): string {
  const text =
    typeof value === 'string'
      ? value.trim() === ''
        ? 'empty'
        : value
      : typeof value === 'number'
        ? String(value)
        : (JSON.stringify(value) ?? String(value));
  const oneLine = text.replaceAll(/\s+/g, ' ');
  return oneLine.length > longestShown ? `${oneLine.slice(0, longestShown)}…` : oneLine;
}
