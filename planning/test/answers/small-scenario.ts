import { readScenario } from '../../src/scenario/scenario.ts';
import type { Scenario } from '../../src/scenario/scenario-schema.ts';

/** A made-up flow of one place to wait for, small enough to run a hundred times in a test. */
export const smallText = `name: Few places
summary: A small service as it is.
side: more programmes
begins: 2027-01-01
years: 3
drawnYear: 2
place: course
doesNotWeigh:
  - Travel to the course.
arrivals: { label: Referrals, to: course, rate: referrals, growth: growth }
detectedReoffending: { share: again, within: again-within, returnsTo: course }
stages:
  course:
    label: On the course
    places: { start: seats }
    atStart: { waiting: waiting-now }
    stay: { gamma: { mean: course-time, spread: spread } }
    patience: { length: { fixed: order }, to: after-order }
    next:
      - shares: { finished: finish }
        rest: after-order
    detectedReoffending: { waiting: same, inside: same }
    cost: { perStart: course-cost }
  finished:
    label: Finished
    stay: until the end
    detectedReoffending: { inside: effect }
  after-order:
    label: Order ended
    stay: until the end
    detectedReoffending: { inside: same }
parameters:
  referrals: { label: Referrals, uniform: [40, 50], unit: people a month, date: 2026, source: Own counts }
  growth: { label: Growth, uniform: [-2, 8], unit: in 100 a year, date: 2026 }
  seats: { label: Seats, value: 150, unit: places, date: 2026, source: Own record }
  waiting-now: { label: Waiting today, value: 60, unit: people, date: 2026, source: Own record }
  course-time: { label: Time on the course, uniform: [4, 5], unit: months, date: 2026, source: Timetable }
  spread: { label: Spread of it, value: 0.3, unit: of the mean, date: 2026 }
  order: { label: Length of an order, value: 8, unit: months, date: 2026, source: Own record }
  finish: { label: Finish, counted: { yes: 150, of: 200 }, unit: in 100, date: 2026, source: Own record }
  course-cost: { label: Cost of a course, uniform: [1000, 5000], unit: £, date: 2026 }
  again: { label: Detected again, triangular: [5, 10, 20], unit: in 100, date: 2026 }
  again-within: { label: Within, value: 2, unit: years, date: 2026, source: By definition }
  same: { label: No course, value: 1, unit: hazard ratio, date: 2026, source: By definition }
  effect: { label: Effect of the course, lognormal: { median: 0.8, sigma: 0.3 }, unit: hazard ratio, date: 2026 }
`;

export const moreSeatsText = `extends: small.yaml
name: Many places
side: more custody
parameters:
  seats: { label: Seats, value: 260, unit: places, date: 2026, source: Chosen }
`;

export function readTexts(texts: Record<string, string>, file: string): Scenario {
  return readScenario(file, name => {
    const text = texts[name];
    if (text === undefined) throw new Error(`no file ${name}`);
    return text;
  });
}

export const texts = { 'small.yaml': smallText, 'more.yaml': moreSeatsText };
export const small = readTexts(texts, 'small.yaml');
export const moreSeats = readTexts(texts, 'more.yaml');
