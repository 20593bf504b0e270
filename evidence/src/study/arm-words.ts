import type { Protocol } from '../protocol/read.ts';
import type { Where } from '../protocol/schema.ts';
import { testsIn, wordsOf } from './trap-context.ts';

/**
 * What the names and values that make an arm tell of it. Names are all there is where the file has no dates, so a
 * detector asks the dates first.
 */

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ');

const TAKES_TIME =
  /complet|finish|graduat|drop(ped)? ?out|withdr|withdrew|retain|retention|attend(?!ance cent)|engag|session|dosage|\bstart|began|begun|\bstay(s|ed)\b/;
const PAST = /\b(prev|previous|prior|past|earlier|before|history|ever)\b/;
const ENDED =
  /^(programme )?(not |non |never |in|un)?(complet(e|ed|er|ion)|finish(ed|er)?|graduat(e|ed)|drop(ped)? ?out|withdr(awn|ew)|successful(ly completed)?|started|starter|attended|engaged|retained)$/;

/** Whether a column's name tells of something that takes time to come about: completing, attending, dropping out. */
export function takesTime(name: string): boolean {
  return TAKES_TIME.test(plain(name)) && !PAST.test(plain(name));
}

/** The first test whose column or value can be known only some time after people were assigned. */
export function testTakingTime(where: Where): string | undefined {
  for (const { column, test } of testsIn(where)) {
    if (PAST.test(plain(column))) continue;
    if (takesTime(column)) return column;
    const value = wordsOf(test).find(word => ENDED.test(plain(word).trim()));
    if (value !== undefined) return `${column}: ${value}`;
  }
  return undefined;
}

const VOLUNTARY =
  /volunt|by choice|own choice|\bchoice\b|\bchose\b|\bchosen\b|self ?(refer|select)|opt(ed)? ?in|themsel/;
const OBLIGED = /\b(no|not|non|in|never|without)\b|involunt/;
const YES = /^(yes|y|true|1|t|ja)$/;

/** Whether a value of a column says that the person asked for it themselves. */
export function saysVoluntary(column: string, value: string): boolean {
  const own = plain(value).trim();
  if (VOLUNTARY.test(plain(column)) && YES.test(own)) return true;
  return VOLUNTARY.test(own) && !OBLIGED.test(own);
}

const COURT = /court|judge|magistrate|bench|law/;

/** Whether people came into an arm by asking for it, as far as its own words tell. */
export function isChosen(spec: Protocol['arms'][string]): boolean {
  const by = plain(spec.assigned_by ?? '');
  if (spec.programme.includes('voluntary') || (VOLUNTARY.test(by) && !COURT.test(by))) return true;
  const places = [spec.where, ...(spec.in_file?.where === undefined ? [] : [spec.in_file.where])];
  return places
    .flatMap(testsIn)
    .some(({ column, test }) => wordsOf(test).some(value => saysVoluntary(column, value)));
}

/** Whether a column's name speaks of a treatment that somebody may have had. */
export function isTreatment(column: string): boolean {
  return /program|treat|requirement|course|interven|therap|counsel|service|volunt|choice|refer/.test(
    plain(column),
  );
}

const CUSTODY = /custod|prison|jail|imprison|incarcerat|detain|detention/;
const NO_CUSTODY = /communit|suspend|instead|alternativ|\b(no|non|not|without)\b/;

/** Whether an arm's name or its conditions say that its people were in custody. */
export function isCustodial(arm: string, spec: Protocol['arms'][string]): boolean {
  const values = testsIn(spec.where).flatMap(({ test }) => wordsOf(test));
  return [arm, ...values].some(text => CUSTODY.test(plain(text)) && !NO_CUSTODY.test(plain(text)));
}

/** Whether a column's name says that a court decided on that day. */
export function isCourtDay(name: string): boolean {
  return /senten|convict|dispos|court|impos|verdict|hearing/.test(plain(name));
}
