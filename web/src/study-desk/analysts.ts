import { staff } from '../frame/policy.ts';
import type { Services, Staff } from '../services.ts';
import type { Desk } from './desk.ts';
import type { By, KeptStudy } from './kept-study.ts';

/** Whoever works on studies. Nobody else sees an extract, a protocol or an exact result. */
export const analysts = staff('analyst');

interface Asks {
  readonly services: Services;
  readonly who: Staff;
}

export const deskFor = ({ services, who }: Asks): Desk => services.studyDesk.of(who.organisationId);
export const byOf = ({ who: { userId, name } }: Asks): By => ({ userId, name });

/** The desk and a study of it; undefined where there is no such study. */
export function studyAt(
  visit: Asks & { readonly params: { readonly study: string } },
): { readonly desk: Desk; readonly study: KeptStudy } | undefined {
  const desk = deskFor(visit);
  const study = desk.study(visit.params.study);
  return study && { desk, study };
}
