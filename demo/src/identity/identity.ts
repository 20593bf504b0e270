import { YEAR, isoDay, pick } from '@throughcare/evidence/simulated';
import type { RandomStream } from '@throughcare/numerics';
import { namePools, originShares, pickName } from './names.ts';

/** Who somebody truly is; records hold smudged copies. */
export interface Identity {
  /** 0 to 4, an index into the name pools. */
  readonly origin: number;
  readonly surname: string;
  readonly forename: string;
  readonly sex: 'M' | 'F';
  readonly bornOn: string;
  readonly postcodeDistrict: string;
  /** Police number, year and seven digits. */
  readonly pnc: string;
}

const DISTRICTS = 25;

/** A postcode district of an area. No postcode of the United Kingdom begins with Q. */
export function district(area: number, random: RandomStream): string {
  return `Q${String.fromCodePoint(65 + area)}${1 + random.below(DISTRICTS)}`;
}

/** The identity of somebody of `age` on day `when`. */
export function drawIdentity(
  random: RandomStream,
  person: { age: number; female: boolean; area: number; when: number },
): Identity {
  const origin = pick(random.uniform(), originShares);
  const pool = namePools[origin];
  const surname = pickName(pool.surnames, pool.surnameShares, random.uniform());
  const forename = pickName(person.female ? pool.women : pool.men, pool.forenameShares, random.uniform());
  const bornOn = isoDay(Math.trunc(person.when - person.age * YEAR - random.below(365)));
  const postcodeDistrict = district(person.area, random);
  const thisYear = Number(isoDay(person.when).slice(0, 4));
  const registered = Math.min(Number(bornOn.slice(0, 4)) + 20 + random.below(15), thisYear);
  const pnc = `${registered}/${String(random.below(10_000_000)).padStart(7, '0')}`;
  return { origin, surname, forename, sex: person.female ? 'F' : 'M', bornOn, postcodeDistrict, pnc };
}
