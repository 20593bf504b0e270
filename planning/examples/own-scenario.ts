// A scenario written in the program, and another that changes one line of it: no file, no disk.
import { readScenario, runPlan } from '@throughcare/planning';

const files: Readonly<Record<string, string>> = {
  'now.yaml': `name: As now
summary: One course with few seats.
side: as it is
begins: 2027-01-01
years: 4
drawnYear: 4
place: course
doesNotWeigh:
  - Travel to the course.
arrivals: { label: Referrals, to: course, rate: referrals, growth: growth }
detectedReoffending: { share: again, within: again-within, returnsTo: course }
stages:
  course:
    label: On the course
    places: { start: seats }
    stay: { gamma: { mean: course-time, spread: spread } }
    next: [{ rest: finished }]
    cost: { perStart: course-cost }
    detectedReoffending: { waiting: same, inside: same }
  finished:
    label: Finished
    stay: until the end
    detectedReoffending: { inside: same }
parameters:
  referrals: { label: Referrals, value: 30, unit: people a month, date: 2026, source: Made up }
  growth: { label: Growth, value: 0, unit: in 100 a year, date: 2026, source: Made up }
  seats: { label: Seats, value: 120, unit: places, date: 2026, source: Made up }
  course-time: { label: Time on the course, value: 5, unit: months, date: 2026, source: Made up }
  spread: { label: Spread of it, value: 0.3, unit: of the mean, date: 2026, source: Made up }
  course-cost: { label: Cost of a course, value: 2000, unit: £, date: 2026, source: Made up }
  again: { label: Detected again, value: 10, unit: in 100, date: 2026, source: Made up }
  again-within: { label: Within, value: 2, unit: years, date: 2026, source: Made up }
  same: { label: No difference, value: 1, unit: hazard ratio, date: 2026, source: Made up }
`,
  'more.yaml': `extends: now.yaml
name: More seats
side: more programmes
parameters:
  seats: { label: Seats, value: 400, unit: places, date: 2026, source: Made up }
`,
};
const read = (name: string): string => files[name];
const result = runPlan([readScenario('now.yaml', read), readScenario('more.yaml', read)], {
  seed: 1,
  replications: 40,
});
console.log(result.sentence);
console.log('assumptions without a source:', result.assumptions.filter(each => !each.sourced).length);
const [wait] = result.differences;
console.log(`${wait.title}: ${wait.words} (${wait.interval})`);
