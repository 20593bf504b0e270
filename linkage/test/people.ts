import { stream } from '@throughcare/numerics';
import type { Identity } from '../src/index.ts';

export function person(id: string, given: Partial<Identity> = {}): Identity {
  return {
    id,
    person: id,
    surname: 'marbernford',
    forename: 'corwo',
    bornOn: '1980-05-17',
    postcodeDistrict: 'QA3',
    sex: 'M',
    pnc: '2001/1234567',
    sentencedOn: '2024-03-04',
    ...given,
  };
}

const letters = 'bcdfghklmnprstvw';

/** `count` invented people, all different enough, the same for the same seed. */
export function people(seed: number, count: number): Identity[] {
  const random = stream(seed, 0, 0, 7);
  const syllable = () => letters[random.below(16)] + 'aeiou'[random.below(5)];
  const word = (n: number) => Array.from({ length: n }, syllable).join('');
  const digits = (n: number) => Array.from({ length: n }, () => random.below(10)).join('');
  const two = (n: number) => String(n).padStart(2, '0');
  return Array.from({ length: count }, (_, k) =>
    person(`P${String(k).padStart(5, '0')}`, {
      surname: word(4),
      forename: word(3),
      bornOn: `${1940 + random.below(60)}-${two(1 + random.below(12))}-${two(2 + random.below(27))}`,
      postcodeDistrict: `Q${'ABCDEF'[random.below(6)]}${1 + random.below(25)}`,
      pnc: `${1980 + random.below(40)}/${digits(7)}`,
      sentencedOn: `${2016 + random.below(10)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`,
    }),
  );
}

/** People who share few names among them, so that many of two lists look alike who are not the same. */
export function namesakes(seed: number, count: number): Identity[] {
  const random = stream(seed, 0, 0, 8);
  const pick = (list: readonly string[]) => list[random.below(list.length)];
  const [surnames, forenames] = [people(3, 60), people(4, 30)].map((few, k) =>
    few.map(one => (k === 0 ? one.surname : one.forename)),
  );
  return people(seed, count).map(one => ({ ...one, surname: pick(surnames), forename: pick(forenames) }));
}
