import { stream } from '@throughcare/numerics';
import { readProtocol, sourceOf } from '../src/index.ts';
import type { Protocol, Source } from '../src/index.ts';

/** A small study on invented people: custody, a required programme, nobody's choice. */
export const protocolText = `study: small
question: Does the programme help?
population: invented people
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
        disposal: { one_of: [custody, community] }
        requirement: { one_of: [none, programme] }
        age: { number: { from: 10, to: 120 } }
        sex: { one_of: [male, female] }
    reconvictions:
      file: reconvictions.csv
      id: person
      columns:
        offence_on: date
        convicted_on: date
        kind: { one_of: [image, non-sexual, motoring] }
eligibility:
  - rule: sentenced by 30 September 2023
    where: { sentenced_on: { to: 2023-09-30 } }
arms:
  custody:
    label: people who went to prison
    where: { disposal: custody }
    time_zero: released_on
    programme: none
  programme:
    label: people on the programme
    where: { disposal: community, requirement: programme }
    time_zero: sentenced_on
    programme: required
  alone:
    label: people on a community order alone
    where: { disposal: community, requirement: none }
    time_zero: sentenced_on
    programme: none
outcome:
  detected: any detected reoffending
  within_days: 365
  conviction_lag_days: 182
  found_in:
    file: reconvictions
    offence: offence_on
    conviction: convicted_on
    where: { kind: [image, non-sexual] }
  death: died_on
  negative_control: { detected: detected motoring offences, where: { kind: motoring } }
covariates:
  - { column: age, as: number, per: 10 }
  - { column: sex, as: category }
policy_dates:
  - { date: 2026-03-22, column: convicted_on, what: short terms are suspended }
estimand: ATO
smallest_difference_that_matters: 50
compare:
  - [programme, alone]
  - [custody, alone]
`;

export function protocolOf(text: string = protocolText): Protocol {
  const read = readProtocol(text);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.protocol;
}

export const smallProtocol = protocolOf();

export const peopleHeader =
  'person,sentenced_on,convicted_on,released_on,died_on,disposal,requirement,age,sex,secret';
export const reconvictionsHeader = 'person,offence_on,convicted_on,kind';

/** `count` invented people, older ones oftener on the programme and seldomer reoffending, in CSV. */
export function smallFiles(count = 900, seed = 1): { 'people.csv': string; 'reconvictions.csv': string } {
  const people = [peopleHeader];
  const reconvictions = [reconvictionsHeader];
  for (let i = 0; i < count; i++) {
    const luck = stream(seed, 0, i);
    const age = 20 + luck.below(50);
    const sex = luck.chance(0.2) ? 'female' : 'male';
    const arm = luck.chance(0.3) ? 'custody' : luck.chance(age / 90) ? 'programme' : 'alone';
    const sentenced = `2019-0${1 + luck.below(9)}-1${luck.below(10)}`;
    const released = arm === 'custody' ? `2020-0${1 + luck.below(9)}-1${luck.below(10)}` : '';
    const disposal = arm === 'custody' ? 'custody' : 'community';
    people.push(
      `p${i},${sentenced},${sentenced},${released},,${disposal},${arm === 'programme' ? 'programme' : 'none'},${age},${sex},x`,
    );
    if (luck.chance(0.5 - age / 200 - (arm === 'programme' ? 0.1 : 0))) {
      const zero = arm === 'custody' ? released : sentenced;
      const year = Number(zero.slice(0, 4));
      // Half a year on, give or take; convicted soon after.
      const month = Number(zero.slice(5, 7)) + 2;
      const on = (m: number): string =>
        `${year + Math.floor((m - 1) / 12)}-${String(((m - 1) % 12) + 1).padStart(2, '0')}-0${1 + luck.below(9)}`;
      reconvictions.push(`p${i},${on(month)},${on(month + 3)},${luck.chance(0.3) ? 'image' : 'non-sexual'}`);
    }
  }
  return { 'people.csv': `${people.join('\n')}\n`, 'reconvictions.csv': `${reconvictions.join('\n')}\n` };
}

export const smallSource = (): Source => sourceOf(smallFiles());
