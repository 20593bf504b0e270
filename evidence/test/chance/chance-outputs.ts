import { fixtureText } from '../fixture.ts';

interface Fit {
  readonly coefficients: readonly number[];
  readonly classical: readonly number[];
  readonly HC3: readonly number[];
  readonly clusteredByEduc: readonly number[];
}

interface Jump {
  readonly effect: number;
  readonly effectSE: number;
  readonly first: number;
  readonly firstSE: number;
}

/** What R says; its versions stand in `source`. */
export const chanceOutputs = JSON.parse(fixtureText('chance-r-outputs.json')) as {
  readonly source: string;
  readonly leastSquares: Fit & {
    readonly HC0: readonly number[];
    readonly HC1: readonly number[];
    readonly HC2: readonly number[];
  };
  readonly weightedLeastSquares: Fit;
  readonly seatbelts: {
    readonly level: number;
    readonly trend: number;
    readonly levelSE: number;
    readonly trendSE: number;
    readonly ljungBox: number;
  };
  readonly discontinuity: Jump & { readonly people: number; readonly jump: number; readonly jumpSE: number };
  readonly instrument: Jump & {
    readonly reduced: number;
    readonly reducedSE: number;
    readonly arLower: number;
    readonly arUpper: number;
  };
};
