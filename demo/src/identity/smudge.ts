import type { RandomStream } from '@throughcare/numerics';
import { haste, mostLikely, otherErrors, serviceErrors } from './error-rates.ts';
import type { NameError } from './error-rates.ts';
import { district } from './identity.ts';
import type { Identity } from './identity.ts';
import { namePools, pickName } from './names.ts';

/** One record of a person, as somebody typed it. An empty string is missing. */
export interface RecordedIdentity {
  readonly surname: string;
  readonly forename: string;
  readonly bornOn: string;
  readonly postcodeDistrict: string;
  readonly sex: 'M' | 'F';
}

// Spellings that are heard alike, over the invented names of `names.ts`.
const HEARD_ALIKE: readonly (readonly [string, string])[] = [
  ['kh', 'k'],
  ['sh', 's'],
  ['cz', 'ch'],
  ['sz', 'sh'],
  ['w', 'v'],
  ['ou', 'u'],
  ['oo', 'u'],
  ['y', 'i'],
  ['ee', 'i'],
  ['ll', 'l'],
  ['dd', 'd'],
  ['ff', 'f'],
  ['aa', 'a'],
  ['uu', 'u'],
  ['ck', 'k'],
];

/** One letter changed, left out, put in or swapped with its neighbour, never the first. */
export function mistype(random: RandomStream, name: string): string {
  const i = 1 + random.below(name.length - 1);
  const letter = String.fromCodePoint(97 + random.below(26));
  const kind = random.below(4);
  if (kind === 0) return name.slice(0, i) + letter + name.slice(i + 1);
  if (kind === 1) return name.slice(0, i) + name.slice(i + 1);
  if (kind === 2 || i === 1) return name.slice(0, i) + letter + name.slice(i);
  return name.slice(0, i - 1) + name[i] + name[i - 1] + name.slice(i + 1);
}

/** The name as it might be heard; a typing error where no other spelling is known. */
export function respell(random: RandomStream, name: string): string {
  const lower = name.toLowerCase();
  const known = HEARD_ALIKE.filter(([written]) => lower.includes(written));
  if (known.length === 0) return mistype(random, name);
  const [written, heard] = known[random.below(known.length)];
  const at = lower.indexOf(written);
  const spelt = name.slice(0, at) + heard + name.slice(at + written.length);
  return spelt[0].toUpperCase() + spelt.slice(1);
}

function misdate(bornOn: string, hit: (error: NameError) => boolean, random: RandomStream): string {
  const year = bornOn.slice(0, 4);
  const month = bornOn.slice(5, 7);
  const date = bornOn.slice(8);
  if (hit('bornMissing')) return '';
  if (hit('bornFirstOfJanuary')) return `${year}-01-01`;
  if (hit('bornDayMonthSwapped') && Number(date) <= 12) return `${year}-${date}-${month}`;
  if (hit('bornYearWrong')) {
    const wrong = Number(year) + [-1, 1, -10, 10][random.below(4)];
    return `${wrong}-${month}-${Number(date) > 28 ? '28' : date}`;
  }
  if (hit('bornDayWrong')) return `${year}-${month}-${String(1 + random.below(28)).padStart(2, '0')}`;
  return bornOn;
}

function misplace(random: RandomStream, from: string, factor: number): string {
  const here = from.charCodeAt(1) - 65;
  let to = from;
  if (random.chance(otherErrors.moved * factor)) {
    to = district(random.chance(otherErrors.movedNearby) ? here : random.below(12), random);
  } else if (random.chance(otherErrors.districtWrong * factor)) {
    to = district(here, random);
  }
  return random.chance(otherErrors.districtMissing * factor) ? '' : to;
}

/** A record of a person with its errors, at `factor` times the service's rates. */
export function smudge(random: RandomStream, person: Identity, factor = 1): RecordedIdentity {
  const { origin } = person;
  const pool = namePools[origin];
  const rate = random.chance(haste.share[origin]) ? factor * haste.factor : factor;
  const hit = (error: NameError): boolean =>
    random.chance(Math.min(mostLikely, serviceErrors[error][origin] * rate));

  let { surname, forename } = person;
  if (hit('surnameChanged')) surname = pool.surnames[random.below(pool.surnames.length)];
  else if (hit('surnamePart')) surname = pickName(pool.surnames, pool.surnameShares, random.uniform());
  else if (hit('surnameVariant')) surname = respell(random, surname);
  else if (hit('surnameTypo')) surname = mistype(random, surname);
  if (hit('forenameShort')) forename = forename.slice(0, Math.max(3, forename.length >> 1));
  else if (hit('forenameTypo')) forename = mistype(random, forename);
  if (hit('namesSwapped')) [surname, forename] = [forename, surname];
  const bornOn = misdate(person.bornOn, hit, random);
  const postcodeDistrict = misplace(random, person.postcodeDistrict, rate);
  const other = person.sex === 'M' ? 'F' : 'M';
  const sex = random.chance(otherErrors.sexWrong * rate) ? other : person.sex;
  return { surname, forename, bornOn, postcodeDistrict, sex };
}
