import { stream } from '@throughcare/numerics';
import { isoDay, parseDay } from '../../src/day.ts';
import { design, run, sourceOf } from '../../src/index.ts';
import type { PairReport, Protocol, StudyDesign } from '../../src/index.ts';
import { protocolOf } from '../small-study.ts';

export const AT = '2026-11-01T00:00:00Z';
export const CHANGE = '2023-01-01';

const dayOf = (iso: string): number => parseDay(iso) ?? Number.NaN;
const change = dayOf(CHANGE);
const FIRST = dayOf('2020-01-01');
const DAYS = 6 * 365;
const REGIONS = 8;
const COURTS_IN_A_REGION = 3;
/** When help reached each region; the last two never had it. */
export const STEPS = [
  '2020-10-01', '2021-04-01', '2021-10-01', '2022-04-01', '2022-10-01', '2023-04-01', 'never', 'never',
]; // prettier-ignore

/** Who is in a small invented file, and what chance did to them. */
export interface SmallWorld {
  readonly people?: number;
  /** Chance of a detected offence, and what is added to it since the change, in custody, where help had arrived. */
  readonly risk?: number;
  readonly sinceChange?: number;
  readonly inCustody?: number;
  readonly withHelp?: number;
  /** Of a person's share in custody: how much courts differ, and the change at the date. */
  readonly courtsDiffer?: number;
  readonly lessCustodySince?: number;
  /** Share of those due in the three weeks before the change whose date is moved to the three after it. */
  readonly moved?: number;
  /** Something else that raises the risk half way through the time before the change. */
  readonly earlierBreak?: number;
  /** Rate ratio with a place on the list, events a year while waiting. */
  readonly placeRatio?: number;
}

/** An invented extract by seed: people.csv and reconvictions.csv. A hidden trait sends to custody and raises risk. */
export function smallWorld(seed: number, world: SmallWorld = {}) {
  const { people = 8000, risk = 0.3, sinceChange = 0, inCustody = 0, withHelp = 0 } = world;
  const { courtsDiffer = 0.25, lessCustodySince = 0, moved = 0, earlierBreak = 0, placeRatio } = world;
  const rows = ['person,convicted_on,joined_on,place_on,region,court,disposal,age,sex,died_on'];
  const events = ['person,offence_on,convicted_on,kind'];
  for (let i = 0; i < people; i++) {
    const luck = stream(seed, 1, i);
    let day = FIRST + luck.below(DAYS);
    if (day < change && day >= change - 21 && luck.chance(moved)) day = change + luck.below(21);
    const region = luck.below(REGIONS);
    const court = luck.below(COURTS_IN_A_REGION);
    const hidden = luck.chance(0.5) ? 1 : 0;
    const since = day >= change;
    const custody = luck.chance(
      0.3 + 0.2 * hidden + courtsDiffer * (court - 1) - (since ? lessCustodySince : 0),
    );
    const helped = day >= dayOf(STEPS[region]);
    const broken = earlierBreak !== 0 && day >= change - 550;
    const p =
      risk +
      0.1 * hidden +
      (since ? sinceChange : 0) +
      (custody ? inCustody : 0) +
      (helped ? withHelp : 0) +
      (broken ? earlierBreak : 0);
    // Some would wait for ever.
    const wait = luck.chance(0.8) ? 10 + luck.below(500) : Number.POSITIVE_INFINITY;
    let after = luck.chance(p) ? 1 + luck.below(360) : Number.POSITIVE_INFINITY;
    if (placeRatio !== undefined) {
      // Exponential times, of one rate while waiting and another from the place on.
      after = luck.exponential() / (risk / 365.25);
      if (after > wait) after = wait + (after - wait) / placeRatio;
      after = Math.ceil(after);
    }
    const on = isoDay(day);
    const place = wait < after && wait < 2000 ? isoDay(day + wait) : '';
    rows.push(
      `p${i},${on},${on},${place},region ${region + 1},court ${region + 1}.${court + 1},` +
        `${custody ? 'custody' : 'community'},${20 + luck.below(50)},${luck.chance(0.3) ? 'female' : 'male'},`,
    );
    if (after <= 365) events.push(`p${i},${isoDay(day + after)},${isoDay(day + after + 20)},image`);
    if (luck.chance(0.2)) events.push(`p${i},${isoDay(day + 50)},${isoDay(day + 60)},motoring`);
  }
  return { 'people.csv': `${rows.join('\n')}\n`, 'reconvictions.csv': `${events.join('\n')}\n` };
}

/** A protocol for `smallWorld` with the design and the arms given, as text. */
export function chanceText(
  designLines: string,
  more: { arms?: string; estimand?: string; rest?: string } = {},
): string {
  const { arms = ARMS, estimand = 'ATE', rest = '' } = more;
  return `study: chance
question: Did it change anything?
population: invented people
made_up: true
does_not_show: [anything real]
data:
  extracted_on: 2028-12-31
  cohort: people
  files:
    people:
      file: people.csv
      id: person
      columns:
        convicted_on: date
        joined_on: date
        place_on: date
        died_on: date
        region: { one_of: [${STEPS.map((_, r) => `region ${r + 1}`).join(', ')}] }
        court: text
        disposal: { one_of: [custody, community] }
        age: { number: { from: 10, to: 120 } }
        sex: { one_of: [male, female] }
    reconvictions:
      file: reconvictions.csv
      id: person
      columns:
        offence_on: date
        convicted_on: date
        kind: { one_of: [image, motoring] }
eligibility: []
arms:
${arms}
outcome:
  detected: any detected reoffending
  within_days: 365
  conviction_lag_days: 182
  found_in:
    file: reconvictions
    offence: offence_on
    conviction: convicted_on
    where: { kind: image }
  negative_control: { detected: detected motoring offences, where: { kind: motoring } }
covariates:
  - { column: age, as: number, per: 10 }
  - { column: sex, as: category }
estimand: ${estimand}
design: ${designLines}
smallest_difference_that_matters: 50
${rest}compare:
  - [first, second]
`;
}

const ARMS = `  first: { label: people in the first group, where: {}, time_zero: convicted_on, programme: none }
  second: { label: people in the second group, where: {}, time_zero: convicted_on, programme: none }`;

export const DISPOSALS = `  first: { label: people who went to prison, where: { disposal: custody }, time_zero: convicted_on, programme: none }
  second: { label: people who did not, where: { disposal: community }, time_zero: convicted_on, programme: none }`;

export const DESIGNS = {
  series: `{ by: interrupted series, column: convicted_on, date: ${CHANGE} }`,
  jump: `{ by: discontinuity, column: convicted_on, date: ${CHANGE}, bandwidth_days: 365 }`,
  fuzzy: `{ by: discontinuity, column: convicted_on, date: ${CHANGE}, bandwidth_days: 365, effect_of: the arms }`,
  list: '{ by: waiting list, joined: joined_on, started: place_on }',
  steps: `{ by: stepped roll-out, region: region, column: convicted_on, step_dates: { ${STEPS.map((date, r) => `region ${r + 1}: ${date}`).join(', ')} } }`,
  court: '{ by: court tendency, court: court, pool: [region] }',
} as const;

export const LIST_ARMS = ARMS.replaceAll('convicted_on', 'joined_on');

export function chanceProtocol(kind: keyof typeof DESIGNS): Protocol {
  return protocolOf(
    chanceText(DESIGNS[kind], {
      arms: kind === 'fuzzy' || kind === 'court' ? DISPOSALS : kind === 'list' ? LIST_ARMS : undefined,
      estimand: kind === 'steps' ? 'ATT' : 'ATE',
    }),
  );
}

type Files = Readonly<Record<string, string>>;

export function designOf(protocol: Protocol, files: Files): StudyDesign {
  return design(protocol, sourceOf(files), AT);
}

export function pairOf(protocol: Protocol, files: Files): PairReport {
  const source = sourceOf(files);
  return run(protocol, design(protocol, source, AT).lock, source, AT).report.pairs[0];
}
