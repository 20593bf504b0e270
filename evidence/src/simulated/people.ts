import type { RandomStream } from '@throughcare/numerics';
import { whoIsSentenced } from './truth.ts';
import { YEAR } from './days.ts';
import { draws, pick } from './draws.ts';
import { NOT_ASSESSED } from './levels.ts';
import { USUAL_SETTING } from './setting.ts';
import type { Setting } from './setting.ts';

/** People on the day of sentence, a column a fact. Levels are indices into the lists of `levels.ts`. */
export interface People {
  readonly count: number;
  /** The number, in the whole world, of the person in row 0. */
  readonly first: number;
  readonly age: Uint8Array;
  readonly female: Uint8Array;
  readonly previous: Uint8Array;
  readonly last: Uint8Array;
  readonly guiltyPlea: Uint8Array;
  readonly category: Uint8Array;
  readonly band: Uint8Array;
  readonly work: Uint8Array;
  readonly area: Uint8Array;
  readonly court: Uint8Array;
  /** Days of `days.ts`. */
  readonly sentenced: Int32Array;
  readonly convicted: Int32Array;
  /** Never in any file: what drives volunteering and lowers reoffending. */
  readonly motivation: Float64Array;
  /** Never in any file: why a court jails in spite of the law, and a higher risk. */
  readonly exceptional: Uint8Array;
}

function sentenceDay(u: number, { firstSentence, lastSentence }: Setting): number {
  const g = whoIsSentenced.growthPerYear;
  const years = (lastSentence - firstSentence) / YEAR;
  return firstSentence + Math.floor((Math.log1p(u * Math.expm1(g * years)) / g) * YEAR);
}

function workOf(u: number, previous: number, age: number): number {
  const w = whoIsSentenced.work;
  const weights = [
    1,
    Math.exp(w.unemployed + w.unemployedByPrevious * previous),
    Math.exp(age > 64 ? w.retiredOver64 : w.retiredUnder65),
    Math.exp(w.unknown),
  ];
  const sum = weights[0] + weights[1] + weights[2] + weights[3];
  return pick(u * sum, weights);
}

function bandOf(random: RandomStream, previous: number, age: number): number {
  const b = whoIsSentenced.band;
  const z = b.previous * previous + b.age * (age - 45) + b.spread * random.normal();
  if (random.chance(b.notAssessed)) return NOT_ASSESSED;
  return b.cuts.filter(cut => z >= cut).length;
}

/** People `first` to `first + count - 1` of the world of `seed`; the same whatever else is drawn. */
export function drawPeople(seed: number, first: number, count: number, setting = USUAL_SETTING): People {
  const people = emptyPeople(first, count);
  const { age } = whoIsSentenced;
  for (let i = 0; i < count; i++) {
    const random = draws(seed, first + i, 'person');
    const years = Math.min(Math.floor(age.least + age.scale * random.gamma(age.shape)), age.most);
    const previous = pick(random.uniform(), whoIsSentenced.previous);
    const last = pick(random.uniform(), whoIsSentenced.last);
    people.age[i] = years;
    people.female[i] = random.chance(whoIsSentenced.female) ? 1 : 0;
    people.previous[i] = previous;
    people.last[i] = previous > 0 ? last : 0;
    people.guiltyPlea[i] = random.chance(whoIsSentenced.guiltyPlea) ? 1 : 0;
    people.category[i] = pick(random.uniform(), whoIsSentenced.category);
    people.band[i] = bandOf(random, previous, years);
    people.work[i] = workOf(random.uniform(), previous, years);
    people.area[i] = pick(random.uniform(), whoIsSentenced.area);
    people.court[i] = random.below(whoIsSentenced.courtsInAnArea);
    const sentenced = sentenceDay(random.uniform(), setting);
    people.sentenced[i] = sentenced;
    people.convicted[i] =
      sentenced - Math.floor(whoIsSentenced.daysFromConvictionToSentence * random.exponential());
    people.motivation[i] = random.normal();
    people.exceptional[i] = random.chance(whoIsSentenced.exceptional) ? 1 : 0;
  }
  return people;
}

function emptyPeople(first: number, count: number): People {
  const levels = (): Uint8Array => new Uint8Array(count);
  return {
    first,
    count,
    age: levels(),
    female: levels(),
    previous: levels(),
    last: levels(),
    guiltyPlea: levels(),
    category: levels(),
    band: levels(),
    work: levels(),
    area: levels(),
    court: levels(),
    sentenced: new Int32Array(count),
    convicted: new Int32Array(count),
    motivation: new Float64Array(count),
    exceptional: levels(),
  };
}
