import type { StreamKind } from '@throughcare/pathway';
import { caseRegister } from './case.ts';
import { concernRegister } from './concern.ts';
import { contactRegister } from './contact.ts';
import type { FieldEntry } from './entry.ts';
import { groupRegister } from './group.ts';
import { openingRegister } from './opening.ts';
import { organisationRegister } from './organisation.ts';

/**
 * For every field of every event: what it is kept for, what the person it is about is told of it, on which schedule
 * it is kept, and which part of the record opens it. A field that is not here does not compile.
 */
export const eventRegister: Readonly<
  Record<StreamKind, Readonly<Record<string, Readonly<Record<string, FieldEntry>>>>>
> = {
  case: caseRegister,
  contact: contactRegister,
  concern: concernRegister,
  group: groupRegister,
  organisation: organisationRegister,
  opening: openingRegister,
};
