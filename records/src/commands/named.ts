import { z } from 'zod';
import type { Role, StreamKind } from '@throughcare/pathway';
import { commands, scopes } from '../access/policy.ts';
import { roleNames, staffRoles } from '../access/roles.ts';
import { account } from './fields.ts';

/**
 * Whom a field that names an account may name: somebody who works here now in one of these roles; 'known', whoever has
 * or had an account here; or 'any' where nothing may be refused for it, or the stream's own decider knows who works here.
 */
export type Who = readonly Role[] | 'known' | 'any';

const whoOf = z.registry<{ readonly who: Who; readonly onRecord: boolean }>();

/**
 * A field that names an account. There is no other: so each says whom it may name, and is held to it; `onRecord` where
 * they have to work on the very record, because what they are given is seen with it.
 */
function names(who: Who, onRecord = false) {
  // A copy: what is said of it is said of this field alone.
  return account.refine(() => true).register(whoOf, { who, onRecord });
}

/** Whoever carries a case, or watches what still runs in it. */
export const practitioner = names(['practitioner']);
export const helplineWorker = names(commands.contact.answer);
/** Whoever can do what a task asks. */
export const tasked = names(commands.case.finish_task, true);
export const facilitator = names(commands.group.take_register);
/** E7: each of those who decide whether a concern is shared. */
export const concernDecider = names(commands.concern.decide);
/** Whoever can open a case at all: one that were open to others alone would be open to nobody. */
export const opensCases = names(roleNames.filter(role => ['own', 'all'].includes(scopes[role].case)));
export const worksHere = names(staffRoles);
/** Whoever is kept out of something, or did something once, may have left, or work for another body. */
export const known = names('known');
/** E34: a concern is not turned away for whom it is about. */
export const whomever = names('any');
/** The decider of an organisation holds its commands against the people whom it knows itself. */
export const ownPeople = names('any');

/** An account that a command names, in which field, and whom that field may name. */
export interface Named {
  readonly field: string;
  readonly user: string;
  readonly who: Exclude<Who, 'any'>;
  readonly onRecord: boolean;
}

/** What is named in the fields of a command, as far as somebody has to be held against it. */
export function namedIn(fields: z.core.$ZodLooseShape, command: object): Named[] {
  return Object.entries(command).flatMap(([field, value]) => {
    const { who, onRecord = false } = (Object.hasOwn(fields, field) && saidOf(fields[field])) || {};
    if (who === undefined || who === 'any') return [];
    const users = (Array.isArray(value) ? value : [value]).filter(
      one => typeof one === 'string' && one !== '',
    );
    return users.map(user => ({ field, user: user as string, who, onRecord }));
  });
}

/** Whom a field may name; undefined where it names no account. */
export function whoIn(schema: unknown): Who | undefined {
  return saidOf(schema)?.who;
}

function saidOf(schema: unknown): { readonly who: Who; readonly onRecord: boolean } | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return saidOf(schema.unwrap());
  if (schema instanceof z.ZodArray) return saidOf(schema.element);
  if (schema instanceof z.ZodUnion) return schema.options.map(saidOf).find(said => said !== undefined);
  return schema instanceof z.ZodType ? whoOf.get(schema) : undefined;
}

export type FieldsByCommand = Readonly<Record<StreamKind, Readonly<Record<string, z.core.$ZodLooseShape>>>>;
