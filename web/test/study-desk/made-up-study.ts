/** An extract of made-up people: those on the programme a little older, and detected a little less often. */
export function madeUpExtract(people = 600, seed = 1): string {
  const next = drawing(seed);
  const rows = ['person,arm,sex,age,began_on,detected,days'];
  for (let k = 0; k < people; k++) {
    const age = 20 + Math.floor(next() * 40);
    const arm = next() < 0.3 + age / 200 ? 'programme' : 'none';
    const sex = next() < 0.1 ? 'female' : 'male';
    const isDetected = next() < (arm === 'programme' ? 0.2 : 0.3);
    const days = isDetected ? 1 + Math.floor(next() * 364) : '';
    const day = String(1 + Math.floor(next() * 28)).padStart(2, '0');
    rows.push(`p${k},${arm},${sex},${age},2022-03-${day},${isDetected ? 'yes' : 'no'},${days}`);
  }
  return `${rows.join('\n')}\n`;
}

export const madeUpProtocol = `study: desk-study
question: Are people on the programme detected less often?
population: made-up people
made_up: true
does_not_show:
  - Anything about real people.
data:
  cohort: people
  files:
    people:
      file: people.csv
      id: person
      columns:
        arm: { one_of: [none, programme] }
        sex: { one_of: [male, female] }
        age: number
        began_on: date
        detected: { one_of: ['no', 'yes'] }
        days: number
eligibility:
  - rule: 25 or older
    where: { age: { from: 25 } }
arms:
  programme:
    label: people on the programme
    where: { arm: programme }
    programme: required
  none:
    label: people without it
    where: { arm: none }
    programme: none
outcome:
  detected: any detected reoffending
  within_days: 365
  conviction_lag_days: 0
  recorded_in:
    event: detected
    is: 'yes'
    days: days
    from: the beginning
    complete_because: they are made up
covariates:
  - { column: age, as: number, per: 10 }
  - { column: sex, as: category }
estimand: ATO
smallest_difference_that_matters: 20
compare:
  - [programme, none]
`;

/** Numbers between 0 and 1 that come again with the same seed (Park and Miller 1988). */
function drawing(seed: number): () => number {
  let state = seed * 7919 + 12345;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
