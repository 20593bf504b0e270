import type { FineGrayModel, LaidOut } from './fine-gray-model.ts';

/**
 * What each person adds to the score, `columns` a person, with what their being censored or not adds through the
 * estimated chance of being followed (Fine and Gray 1999, section 3: eta and psi).
 */
export function fineGrayInfluence(laid: LaidOut, model: FineGrayModel): Float64Array {
  const { rows, columns, values, kind, moment, from, followed } = laid;
  const { risk, hazard, means } = model;
  const moments = followed.length;
  // Sums over hazards of 1 and of the risk sets' means: up to each time, and after it weighted by being followed.
  const upTo = prefix(moments, columns, m => hazard[m], means);
  const after = suffix(moments, columns, m => hazard[m] * followed[m], means);
  const influence = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const m = moment[i];
    const later = kind[i] === 2 ? 1 / followed[m] : 0;
    const expected = upTo.one[m] + later * after.one[m];
    for (let j = 0; j < columns; j++) {
      const at = m * columns + j;
      const x = values[i * columns + j];
      const mean = upTo.mean[at] + later * after.mean[at];
      influence[i * columns + j] = (kind[i] === 1 ? x - means[at] : 0) - risk[i] * (x * expected - mean);
    }
  }

  // How the score hangs on the censoring hazard at each time: through everybody gone by another cause before it, over
  // the events from it on.
  const gone = new Float64Array(columns);
  let goneRisk = 0;
  const pull = new Float64Array(moments * columns);
  const censored = new Float64Array(moments);
  for (let m = 0; m < moments; m++) {
    // At a time of several kinds crr has the events hang on the censoring, and the other causes not yet gone.
    for (let j = 0; j < columns; j++) {
      const at = m * columns + j;
      const step = hazard[m] * followed[m];
      pull[at] = gone[j] * (after.one[m] + step) - goneRisk * (after.mean[at] + step * means[at]);
    }
    for (let i = from[m]; i < from[m + 1]; i++) {
      if (kind[i] === 0) censored[m]++;
      if (kind[i] !== 2) continue;
      goneRisk += risk[i] / followed[m];
      for (let j = 0; j < columns; j++) gone[j] += (risk[i] / followed[m]) * values[i * columns + j];
    }
  }
  const sums = new Float64Array(columns);
  for (let m = 0; m < moments; m++) {
    const atRisk = rows - from[m];
    for (let j = 0; j < columns; j++) sums[j] += (pull[m * columns + j] * censored[m]) / atRisk ** 2;
    for (let i = from[m]; i < from[m + 1]; i++) {
      for (let j = 0; j < columns; j++) {
        const own = kind[i] === 0 ? pull[m * columns + j] / atRisk : 0;
        influence[i * columns + j] += own - sums[j];
      }
    }
  }
  return influence;
}

interface Sums {
  /** Of the steps themselves, and of the steps times the means. */
  readonly one: Float64Array;
  readonly mean: Float64Array;
}

/** Sums up to and with each time. */
function prefix(moments: number, columns: number, step: (m: number) => number, means: Float64Array): Sums {
  const sums = { one: new Float64Array(moments), mean: new Float64Array(moments * columns) };
  for (let m = 0; m < moments; m++) {
    sums.one[m] = (m > 0 ? sums.one[m - 1] : 0) + step(m);
    for (let j = 0; j < columns; j++) {
      const at = m * columns + j;
      sums.mean[at] = (m > 0 ? sums.mean[at - columns] : 0) + step(m) * means[at];
    }
  }
  return sums;
}

/** Sums over the times after each. */
function suffix(moments: number, columns: number, step: (m: number) => number, means: Float64Array): Sums {
  const sums = { one: new Float64Array(moments), mean: new Float64Array(moments * columns) };
  for (let m = moments - 2; m >= 0; m--) {
    sums.one[m] = sums.one[m + 1] + step(m + 1);
    for (let j = 0; j < columns; j++) {
      const at = m * columns + j;
      sums.mean[at] = sums.mean[at + columns] + step(m + 1) * means[at + columns];
    }
  }
  return sums;
}
