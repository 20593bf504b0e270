import type { Estimate } from '../../src/index.ts';

/** An estimate that lacks nothing. */
export const whole: Estimate = {
  measure: 'risk difference',
  detected: 'any detected reoffending',
  value: -0.015,
  interval: { lower: -0.025, upper: -0.005, level: 0.95 },
  standardError: 0.005,
  arms: [
    { arm: 'a', label: 'people of a', n: 1000, events: 30, effectiveN: 900, risk: 0.03 },
    { arm: 'b', label: 'people of b', n: 1000, events: 45, effectiveN: 950, risk: 0.045 },
  ],
  followUp: { days: 365, from: ['sentence', 'sentence'] },
  maturity: { by: 'statement', windowDays: 365, because: 'said so' },
  method: 'a method',
  assumptions: ['an assumption'],
  sensitivity: [{ name: 'E-value', finding: 'a finding', values: { eValue: 2 } }],
};
