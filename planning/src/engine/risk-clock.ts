/**
 * What each risk holds of each person, at [slot * risks + risk]: the latent exponential that is left, at what
 * ratio and since when it is being used up, from when the hazard's clock counts, the event that will be, and how
 * many latent exponentials have been drawn.
 */
export interface RiskClocks {
  /** NaN until it is first needed. */
  readonly left: Float64Array;
  readonly ratio: Float64Array;
  readonly settledAt: Float64Array;
  readonly countsFrom: Float64Array;
  /** Sequence of the event, -1 for none. */
  readonly event: Int32Array;
  readonly drawn: Int32Array;
}

export function noRiskClocks(length: number): RiskClocks {
  return {
    left: new Float64Array(length),
    ratio: new Float64Array(length),
    settledAt: new Float64Array(length),
    countsFrom: new Float64Array(length),
    event: new Int32Array(length),
    drawn: new Int32Array(length),
  };
}

export function widerRiskClocks(clocks: RiskClocks, length: number): RiskClocks {
  const wider = noRiskClocks(length);
  for (const name of ['left', 'ratio', 'settledAt', 'countsFrom', 'event', 'drawn'] as const) {
    wider[name].set(clocks[name]);
  }
  return wider;
}

export function resetRiskClocks(clocks: RiskClocks, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    clocks.left[i] = Number.NaN;
    clocks.ratio[i] = 0;
    clocks.event[i] = -1;
    clocks.drawn[i] = 0;
  }
}
