import { refuse, type Refusal } from '../decider.ts';

export function noSuchSession(number: number): { ok: false; refusal: Refusal } {
  return refuse('no_such_session', `This group has no session ${number}. Nothing was saved.`);
}

export function wrongPlaces(places: number): { ok: false; refusal: Refusal } | undefined {
  if (Number.isInteger(places) && places >= 1 && places <= 30) return undefined;
  return refuse('places', 'A group has from 1 to 30 places. Nothing was saved.', 'places');
}
