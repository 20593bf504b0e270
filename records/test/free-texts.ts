import type { StreamKind } from '@throughcare/pathway';
import { z } from 'zod';
import { commandFields } from '../src/commands/read-command.ts';

/** Longer than any name or account may be, and of no shape: what takes this takes whatever somebody writes. */
const ANYTHING = 'as told, https://link.example/ <b> '.repeat(6);

/**
 * Where a command takes words that somebody writes as they like, as `case refer identity.surname`; a list is `[]`.
 * Found in what reads the commands, so that no field can be forgotten.
 */
export function freeTexts(): string[] {
  return Object.entries(commandFields).flatMap(([kind, commands]) =>
    Object.entries(commands as Record<string, Record<string, z.ZodType>>).flatMap(([command, fields]) =>
      Object.entries(fields).flatMap(([name, schema]) =>
        textsIn(schema, name).map(path => `${kind as StreamKind} ${command} ${path}`),
      ),
    ),
  );
}

function textsIn(schema: z.core.$ZodType, path: string): string[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as z.ZodRawShape).flatMap(([name, inner]) =>
      textsIn(inner, `${path}.${name}`),
    );
  if (schema instanceof z.ZodArray) return textsIn(schema.element, `${path}[]`);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return textsIn(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(option => textsIn(option, path));
  return z.safeParse(schema, ANYTHING).success ? [path] : [];
}
