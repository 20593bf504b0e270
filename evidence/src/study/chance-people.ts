import type { DesignMatrix } from '../design-matrix.ts';
import { keepColumns } from '../chance/keep-columns.ts';
import type { ChanceSpec } from '../protocol/chance-schema.ts';
import { chanceColumns } from '../protocol/chance-schema.ts';
import type { Cohort } from './cohort.ts';
import { chanceGround } from './chance-ground.ts';
import type { ChanceGround } from './chance-ground.ts';
import type { Covariates } from './covariates.ts';
import { matrixOf } from './covariates.ts';

/** The people of a pair under a design that uses chance, before any outcome; one value or row for each. */
export interface ChancePeople {
  readonly ground: ChanceGround;
  /** 1 for the first arm, 0 for the second. */
  readonly treated: Uint8Array;
  /** Covariates with intercept. */
  readonly covariates: DesignMatrix;
  /** The same without the columns that the design itself goes by, which follow it by their nature. */
  readonly checked: DesignMatrix;
}

export function chancePeople(
  spec: ChanceSpec,
  cohort: Cohort,
  covariates: Covariates,
  members: Int32Array,
  treated: Uint8Array,
): ChancePeople {
  const own = chanceColumns(spec);
  const all = matrixOf(covariates, members, 'propensity');
  const others = { ...covariates, columns: covariates.columns.filter(({ column }) => !own.includes(column)) };
  return {
    ground: chanceGround(
      spec,
      cohort.table,
      Int32Array.from(members, i => cohort.rows[i]),
    ),
    treated,
    covariates: withSpread(all),
    checked: withSpread(matrixOf(others, members, 'propensity')),
  };
}

/** Without columns that are the same for everybody, which tell nothing. */
function withSpread(matrix: DesignMatrix): DesignMatrix {
  const { rows, columns, values } = matrix;
  return keepColumns(matrix, j => {
    if (j === 0) return true;
    for (let i = 1; i < rows; i++) if (values[i * columns + j] !== values[j]) return true;
    return false;
  });
}
