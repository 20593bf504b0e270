// A whole study: a protocol, a file, a lock before any outcome is read, a run, and its headline.
import { readFileSync } from 'node:fs';
import { design, isEstimate, readProtocol, run, sayFaults, sourceOf } from '@throughcare/evidence';

const read = readProtocol(`study: transitional-aid
question: Do people who get money after prison come before a court less?
population: men released from the prisons of Maryland in the 1970s
does_not_show: [what happened after a year, arrests that led to nothing]
data:
  cohort: released
  files:
    released:
      file: released.csv
      columns:
        days: { number: { from: 1, to: 364 } }
        arrest: { one_of: ['0', '1'] }
        fin: { one_of: ['no', 'yes'] }
        age: { number: { from: 15, to: 100 } }
        race: { one_of: [black, other] }
        wexp: { one_of: ['no', 'yes'] }
        mar: { one_of: [not married, married] }
        paro: { one_of: ['no', 'yes'] }
        prio: { number: { from: 0, to: 100 } }
eligibility:
  - { rule: it is known whether they got the money, where: { fin: { present: true } } }
arms:
  aid: { label: men who got money, where: { fin: 'yes' }, programme: none }
  alone: { label: men who got none, where: { fin: 'no' }, programme: none }
outcome:
  detected: detected rearrest
  within_days: 364
  conviction_lag_days: 0
  recorded_in:
    event: arrest
    is: '1'
    days: days
    from: release from prison
    complete_because: all were followed for a year
covariates:
  - { column: age, as: number }
  - { column: race, as: category }
  - { column: wexp, as: category }
  - { column: mar, as: category }
  - { column: paro, as: category }
  - { column: prio, as: number }
estimand: ATE
smallest_difference_that_matters: 50
compare: [[aid, alone]]
`);
if (!read.ok) throw new Error(sayFaults(read.faults));

// The file has weeks (Rossi, Berk and Lenihan 1980); a study counts days.
const [, ...lines] = readFileSync(new URL('../test/fixtures/rossi.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const inDays = lines.map(line => line.replace(/^\d+/, week => `${7 * Number(week)}`));
const source = sourceOf({
  'released.csv': `days,arrest,fin,age,race,wexp,mar,paro,prio\n${inDays.join('\n')}\n`,
});
const now = new Date().toISOString(); // the engine has no clock
const { lock } = design(read.protocol, source, now);
const [pair] = run(read.protocol, lock, source, now).report.pairs;

const { headline, naive, conclusion } = pair;
if (!isEstimate(headline) || !isEstimate(naive)) throw new Error('there is no estimate');
// = -0.083333 by R's table
console.log('as it looks at first:', naive.value.toFixed(6));
// = -0.081338 0.042723 by R's glm and lm with weights, and sandwich's HC0
console.log('with people made alike:', headline.value.toFixed(6), 'error', headline.standardError.toFixed(6));
if (conclusion.verdict !== 'cannot tell yet') throw new Error('the interval holds 0');
