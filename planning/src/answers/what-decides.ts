import { contrastsOf, fewestToContrast } from './contrasts.ts';
import type { Contrast } from './contrasts.ts';
import type { Orders } from './draws.ts';
import { meanOf, varianceOf } from './mean.ts';
import { fewestForShares, sharesByOrder } from './variance-shares.ts';

/** One assumption that moves a figure: the figure at either end of it, and what part of its spread comes of it. */
export interface Mover extends Contrast {
  /** Of the variance between runs, from 0 to 1, with its 95% interval; null of fewer than 60 runs. */
  readonly share: number | null;
  readonly shareLow: number | null;
  readonly shareHigh: number | null;
}

/** What moves one figure, read from the runs that are there. */
export interface WhatDecides {
  /** Runs that have the figure. */
  readonly runs: number;
  /** Their mean, which the ends lie about; null of none. */
  readonly mean: number | null;
  /** Furthest apart first. `clear` ones stand out of chance, by Holm's rule over all assumptions. */
  readonly movers: readonly Mover[];
  /** Assumptions that were looked at. */
  readonly of: number;
  /** Why nothing can be told or nothing stands out, in a sentence; null where something does. */
  readonly why: string | null;
}

/**
 * What moves a figure: for each assumption the mean of the figure in the fifth of runs where it is lowest and where it is
 * highest, and its first-order share of the variance. All assumptions are drawn independently in every run, so
 * no run is made for this; those that a calibration drew together cannot be told apart.
 *
 * @param orders of the runs by each assumption
 * @param answers by run; one that is not finite is of a run without the figure
 * @param most where given, so many that stand out and no others
 */
export function whatDecides(orders: Orders, answers: readonly number[], most?: number): WhatDecides {
  const values = answers.filter(Number.isFinite);
  const runs = values.length;
  const of = Object.keys(orders).length;
  const varies = runs > 1 && varianceOf(values) > 0;
  const held = runs === answers.length ? orders : ordersOfHeld(orders, answers);
  const contrasts = varies ? contrastsOf(held, answers) : [];
  const clear = contrasts.filter(each => each.clear);
  const told = most === undefined ? contrasts : clear.slice(0, most);
  const ofTold = Object.fromEntries(told.map(({ parameter }) => [parameter, held[parameter]]));
  const shares = new Map(sharesByOrder(ofTold, answers).map(each => [each.parameter, each]));
  return {
    runs,
    mean: runs === 0 ? null : meanOf(values),
    movers: told.map((each): Mover => {
      const { share = null, low = null, high = null } = shares.get(each.parameter) ?? {};
      return { ...each, share, shareLow: low, shareHigh: high };
    }),
    of,
    why: clear.length > 0 ? null : whyNone(runs, varies, of),
  };
}

function ordersOfHeld(orders: Orders, answers: readonly number[]): Orders {
  return Object.fromEntries(
    Object.entries(orders).map(([name, order]) => [name, order.filter(run => Number.isFinite(answers[run]))]),
  );
}

function whyNone(runs: number, varies: boolean, of: number): string {
  if (of === 0) return 'No assumption of it varies, so none moves it.';
  if (runs === 0) return 'No run has the figure.';
  if (runs > 1 && !varies)
    return `It came out the same in all ${runs} runs, so nothing that was tried moves it.`;
  if (runs < fewestToContrast)
    return `${runs} runs are too few to tell what moves it; it takes ${fewestToContrast} at least, and ${fewestForShares} for shares.`;
  return `Of ${of} assumptions none stands out of chance in ${runs} runs.`;
}
