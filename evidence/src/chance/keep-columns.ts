import type { DesignMatrix } from '../design-matrix.ts';

/** The columns of a design that `keeps` wants. */
export function keepColumns(
  { rows, columns, values, names }: DesignMatrix,
  keeps: (column: number) => boolean,
): DesignMatrix {
  const kept = names.map((_, j) => j).filter(keeps);
  const own = new Float64Array(rows * kept.length);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < kept.length; k++) own[i * kept.length + k] = values[i * columns + kept[k]];
  }
  return { rows, columns: kept.length, values: own, names: kept.map(j => names[j]) };
}
