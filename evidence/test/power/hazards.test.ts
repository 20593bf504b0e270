import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import {
  eventShare,
  eventsNeeded,
  logRank,
  peopleForEvents,
  powerOfEvents,
  smallestHazardRatio,
  studyForEvents,
} from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { inferenceOutputs } from '../inference-outputs.ts';

test('events for a hazard ratio are those of Schoenfeld’s formula: 88 for .55, and Collett’s 133 for .57', () => {
  // 4 (1.959964 + .841621)^2 / ln(.55)^2 = 87.8.
  const z = 1.959963984540054 + 0.8416212335729143;
  assertNear(eventsNeeded({ hazardRatio: 0.55 }), (4 * z ** 2) / Math.log(0.55) ** 2);
  assert.equal(Math.ceil(eventsNeeded({ hazardRatio: 0.55 })), 88);
  // Collett, Modelling Survival Data in Medical Research: power .90, 4 x 10.51 / .5621^2.
  assert.equal(Math.round(eventsNeeded({ hazardRatio: 0.57, power: 0.9 })), 133);
  const events = eventsNeeded({ hazardRatio: 0.7, share: 0.3, power: 0.9 });
  assertNear(powerOfEvents(events, { hazardRatio: 0.7, share: 0.3 }), 0.9, 1e-5);
  assertNear(smallestHazardRatio(events, { share: 0.3, power: 0.9 }), 0.7);
  assertNear(eventsNeeded({ hazardRatio: 1 / 0.7, share: 0.3, power: 0.9 }), events);
  assertNear(peopleForEvents(50, 0.1), 500);
});

test('the share with an event under entry, follow-up and loss is what R integrates', () => {
  for (const { share, hazard, ...followUp } of inferenceOutputs.share) {
    assertNear(eventShare(hazard, followUp), share);
  }
});

test('followed for no longer than a window, everybody counts by the window, and those entering late by less', () => {
  const window = eventShare(0.2, { accrual: 0, followUp: 1 });
  assertNear(eventShare(0.2, { accrual: 4, followUp: 1, atMost: 1 }), window);
  assertNear(eventShare(0.2, { accrual: 4, followUp: 9, atMost: 1 }), window);
  // Half of the people enter late enough to be followed for 0 to 2, evenly; the others for 2.
  const late = eventShare(0.2, { accrual: 2, followUp: 0 });
  const early = eventShare(0.2, { accrual: 0, followUp: 2 });
  assertNear(eventShare(0.2, { accrual: 4, followUp: 0, atMost: 2 }), (late + early) / 2);
});

test('a study taken in for as long as it says expects just the events asked for', () => {
  const hazards = [0.07, 0.1] as const;
  const followUp = { followUp: 1, loss: 0.02 };
  const found = studyForEvents({ events: 150, hazards, intake: 80, share: 0.4, ...followUp });
  const shares = hazards.map(hazard => eventShare(hazard, { accrual: found.accrual, ...followUp }));
  assertNear(found.people * (0.4 * shares[0] + 0.6 * shares[1]), 150);
  assertNear(found.duration, found.accrual + 1);
  // Everybody followed for one year: 150 events over the share with one, over 80 a year.
  const fixed = studyForEvents({ events: 150, hazards: [0.1, 0.1], intake: 80, followUp: 1, atMost: 1 });
  assertNear(fixed.people, 150 / -Math.expm1(-0.1));
});

test('simulated studies of that size find the hazard ratio as often as they should, by the log-rank test', () => {
  const [base, ratio] = [0.5, 0.6];
  const events = eventsNeeded({ hazardRatio: ratio });
  const { accrual, people } = studyForEvents({
    events,
    hazards: [base * ratio, base],
    intake: 100,
    followUp: 1,
  });
  const count = Math.ceil(people);
  const studies = 600;
  const luck = stream(31);
  let found = 0;
  for (let study = 0; study < studies; study++) {
    const group = Int32Array.from({ length: count }, (_, i) => i % 2);
    const time = new Float64Array(count);
    const event = new Uint8Array(count);
    for (let i = 0; i < count; i++) {
      const own = luck.exponential() / (group[i] === 0 ? base * ratio : base);
      const followed = 1 + accrual * luck.uniform();
      time[i] = Math.min(own, followed);
      event[i] = Number(own <= followed);
    }
    if (logRank(time, event, group).p <= 0.05) found++;
  }
  // Four standard errors of 600 studies, and one in a hundred for an approximation.
  assert.ok(Math.abs(found / studies - 0.8) < 4 * Math.sqrt(0.16 / studies) + 0.01, `${found} of ${studies}`);
});

test('questions about hazards that have no answer are refused in words', () => {
  assert.throws(() => eventsNeeded({ hazardRatio: 1 }), /hazardRatio was 1/);
  assert.throws(() => eventsNeeded({ hazardRatio: 0.5, share: 1 }), /share was 1/);
  assert.throws(() => powerOfEvents(0, { hazardRatio: 0.5 }), /events was 0/);
  assert.throws(() => smallestHazardRatio(10, { power: 2 }), /power was 2/);
  assert.throws(() => peopleForEvents(10, 0), /eventShare was 0/);
  assert.throws(() => eventShare(0.1, { accrual: 0, followUp: 0 }), /accrual was 0 and followUp 0/);
  assert.throws(() => eventShare(0, { accrual: 0, followUp: 1 }), /hazard was 0/);
  const hopeless = { events: 1e6, hazards: [1e-9, 1e-9] as const, intake: 1, followUp: 1, atMost: 1 };
  assert.throws(() => studyForEvents(hopeless), /more than a million units of time/);
});
