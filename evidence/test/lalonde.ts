import { designMatrix } from '../src/index.ts';
import type { DesignMatrix } from '../src/index.ts';
import { fixtureRows } from './fixture.ts';

const people = fixtureRows('lalonde.csv');

const numbers = (name: string): number[] => people.map(row => Number(row[name]));
const race = (level: string): number[] => people.map(row => (row.race === level ? 1 : 0));

export const lalondeTreated = (): number[] => numbers('treat');
export const lalondeEarnings = (): number[] => numbers('re78');

/** The classic model: treat ~ age + educ + race + married + nodegree + re74 + re75. */
export function lalondeDesign(): DesignMatrix {
  return designMatrix({
    age: numbers('age'),
    educ: numbers('educ'),
    hispan: race('hispan'),
    white: race('white'),
    married: numbers('married'),
    nodegree: numbers('nodegree'),
    re74: numbers('re74'),
    re75: numbers('re75'),
  });
}
