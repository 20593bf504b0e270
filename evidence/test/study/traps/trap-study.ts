import { design, readProtocol, run, sayFaults, sourceOf } from '../../../src/index.ts';
import type { PairReport, StudyReport, Trap, TrapId } from '../../../src/index.ts';
import { extractFiles } from '../../../src/simulated/index.ts';

/** Parts of a protocol on the made-up extract; each that is given stands in place of the one that is right. */
export interface TrapStudy {
  readonly arms?: string;
  readonly eligibility?: string;
  /** Below `outcome`: what is found, in which days. */
  readonly outcome?: string;
  readonly compare?: string;
  readonly estimand?: string;
  /** Further columns of people.csv, and further files. */
  readonly columns?: string;
  readonly files?: string;
  readonly smallest?: number;
}

export const ELIGIBLE = `
  - { rule: sentenced early enough, where: { sentenced_on: { to: 2023-09-30 } } }`;

export const NO_VOLUNTEERS = `
  - rule: did not volunteer, or did and was given a community order without a programme
    where: { any: [{ volunteered: 'no' }, { volunteered: 'yes', disposal: community, requirement: none }] }`;

export const CUSTODY = `
  custody: { label: people who went to prison, where: { disposal: custody }, time_zero: released_on, programme: none }`;
export const REQUIRED = `
  required: { label: people with the programme required, where: { disposal: community, requirement: programme }, time_zero: sentenced_on, programme: required }`;
export const CHOICE = `
  choice: { label: people who chose the programme, where: { disposal: community, requirement: none, volunteered: 'yes' }, time_zero: sentenced_on, programme: voluntary }`;
export const ALONE = `
  alone: { label: people on a community order alone, where: { disposal: community, requirement: none, volunteered: 'no' }, time_zero: sentenced_on, programme: none }`;

export const CONTROL = `
  negative_control: { detected: detected motoring offences, where: { kind: motoring } }`;
export const FOUND = `
  found_in: { file: reconvictions, offence: offence_on, conviction: convicted_on, where: { kind: [image, contact, non-sexual] } }`;
export const OUTCOME = `
  within_days: 365
  conviction_lag_days: 182
  death: died_on${FOUND}${CONTROL}`;

export function protocolText(study: TrapStudy): string {
  return `study: traps
question: Which differs?
population: made-up people
made_up: true
does_not_show: [anything real]
data:
  extracted_on: 2026-10-31
  cohort: people
  files:
    people:
      file: people.csv
      id: person
      columns:
        sentenced_on: date
        convicted_on: date
        released_on: date
        died_on: date
        programme_started_on: date
        programme_completed_on: date
        disposal: { one_of: [custody, community, discharge] }
        requirement: { one_of: [none, programme] }
        volunteered: { one_of: ['no', 'yes'] }
        age: number
        sex: { one_of: [male, female] }
        previous_convictions: { one_of: [none, 1-2, 3-9, 10 or more] }
        last_conviction: { one_of: [none, over 5 years, 2 to 5 years, under 2 years] }
        plea: { one_of: [not guilty, guilty] }
        category: { one_of: [C, B, A] }
        band: { one_of: [low, medium, high, very high, not assessed] }
        work: { one_of: [employed, unemployed, retired, unknown] }
        area: text${study.columns ?? ''}
    reconvictions:
      file: reconvictions.csv
      id: person
      columns: { offence_on: date, convicted_on: date, kind: { one_of: [image, contact, non-sexual, motoring] } }${study.files ?? ''}
eligibility: ${study.eligibility ?? ELIGIBLE + NO_VOLUNTEERS}
arms: ${study.arms ?? CUSTODY + REQUIRED + ALONE}
outcome:
  detected: any detected reoffending${study.outcome ?? OUTCOME}
covariates:
  - { column: age, as: number, per: 10 }
  - { column: sex, as: category }
  - { column: previous_convictions, as: category }
  - { column: last_conviction, as: category }
  - { column: plea, as: category }
  - { column: category, as: category }
  - { column: band, as: category }
  - { column: work, as: category }
  - { column: area, as: category }
  - { column: sentenced_on, as: years }
policy_dates:
  - { date: 2026-03-22, column: convicted_on, what: short terms are suspended }
estimand: ${study.estimand ?? 'ATO'}
smallest_difference_that_matters: ${study.smallest ?? 15}
compare: ${study.compare ?? '[[custody, alone]]'}
`;
}

const AT = '2026-11-01T00:00:00Z';

/** Protocol, extract, design, lock, run: the whole way. */
export function reportOn(
  files: Readonly<Record<string, string>>,
  study: TrapStudy,
  rewrite: (text: string) => string = text => text,
): StudyReport {
  const read = readProtocol(rewrite(protocolText(study)));
  if (!read.ok) throw new Error(sayFaults(read.faults));
  const source = sourceOf(files);
  return run(read.protocol, design(read.protocol, source, AT).lock, source, AT).report;
}

const worlds = new Map<string, Readonly<Record<string, string>>>();

/** The extract of a world; kept, because several protocols read it. */
export function extract(seed: number, count: number): Readonly<Record<string, string>> {
  const key = `${seed} ${count}`;
  const files = worlds.get(key) ?? extractFiles(seed, count);
  worlds.set(key, files);
  return files;
}

/** Consecutive seeds from 1 on; none is picked. */
export function seeds(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k + 1);
}

export function pairOf(report: StudyReport, first: string, second: string): PairReport {
  const pair = report.pairs.find(own => own.first === first && own.second === second);
  if (pair === undefined) throw new Error(`no pair ${first}, ${second}`);
  return pair;
}

export function trapsNamed(pair: PairReport, id: TrapId): Trap[] {
  return pair.traps.filter(trap => trap.id === id);
}

/** Rows of a CSV of the world, by column. No value of it has a comma. */
export function rowsOf(text: string): Record<string, string>[] {
  const [header, ...lines] = text.trimEnd().split('\n');
  const names = header.split(',');
  return lines.map(line => {
    const values = line.split(',');
    return Object.fromEntries(names.map((name, k) => [name, values[k]]));
  });
}

/** people.csv with a further column. */
export function withColumn(
  files: Readonly<Record<string, string>>,
  name: string,
  value: (row: Record<string, string>, i: number) => string,
): Readonly<Record<string, string>> {
  const [header, ...lines] = files['people.csv'].trimEnd().split('\n');
  const values = rowsOf(files['people.csv']).map(value);
  const text = [`${header},${name}`, ...lines.map((line, i) => `${line},${values[i]}`)].join('\n');
  return { ...files, 'people.csv': `${text}\n` };
}
