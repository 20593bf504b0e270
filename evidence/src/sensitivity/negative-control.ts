import { normalInterval } from '../effect/proportion.ts';
import type { Interval } from '../effect/proportion.ts';

/** A difference (of risks or rates, or the log of a ratio) and its standard error. */
export interface FigureAndError {
  readonly value: number;
  readonly standardError: number;
}

/** What an outcome that the arms cannot change says of a comparison. */
export interface ControlVerdict {
  readonly interval: Interval;
  /** The comparison finds what cannot be an effect: the groups differ in something unrecorded. */
  readonly differs: boolean;
  /** The largest bias of the control that its interval does not exclude, to either side. */
  readonly largestBias: number;
  /** The figure less the control's: what would be left were the bias of the same size in both. */
  readonly calibrated: FigureAndError & { readonly interval: Interval };
}

/**
 * Judges a figure by a negative control (Lipsitch, Tchetgen Tchetgen and Cohen 2010), both on one scale and from the same
 * people and weights. The calibrated figure holds where what is unrecorded moves both outcomes alike on that scale (Sofer
 * and others 2016), which the log of a ratio comes nearer to than a difference of risks. Its error takes the two for
 * independent. A control without a difference does not show that there is no bias.
 */
export function judgeByControl(
  figure: FigureAndError,
  control: FigureAndError,
  level = 0.95,
): ControlVerdict {
  for (const [name, { value, standardError }] of Object.entries({ figure, control })) {
    if (!(Number.isFinite(value) && standardError > 0 && Number.isFinite(standardError))) {
      throw new RangeError(
        `${name} was ${value} with a standard error of ${standardError}; it needs a number, and an error above 0.`,
      );
    }
  }
  const interval = normalInterval(control.value, control.standardError, level);
  const value = figure.value - control.value;
  const standardError = Math.hypot(figure.standardError, control.standardError);
  return {
    interval,
    differs: interval.lower > 0 || interval.upper < 0,
    largestBias: Math.max(Math.abs(interval.lower), Math.abs(interval.upper)),
    calibrated: { value, standardError, interval: normalInterval(value, standardError, level) },
  };
}
