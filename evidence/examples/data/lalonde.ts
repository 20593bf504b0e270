import { designMatrix } from '@throughcare/evidence';
import { table } from './table.ts';

// Job training and earnings (LaLonde 1986): people who got it, and others who were quite unlike them.
const { numbers, is } = table('lalonde.csv');

export const treated = numbers('treat');
export const earnings = numbers('re78');
export const design = designMatrix({
  age: numbers('age'),
  educ: numbers('educ'),
  hispan: is('race', 'hispan'),
  white: is('race', 'white'),
  married: numbers('married'),
  nodegree: numbers('nodegree'),
  re74: numbers('re74'),
  re75: numbers('re75'),
});
