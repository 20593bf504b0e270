const binsAnOctave = 64;
const smallest = 2 ** -10;
const octaves = 24;
/** Bin 0 holds waits below 2^-10 of the time unit; then 64 bins an octave, so a bin is at most 1.6% wide. */
const lastBin = binsAnOctave * octaves;
export const waitBins = lastBin + 1;

const asFloat = new Float64Array(1);
const asWords = new Uint32Array(asFloat.buffer);
// The upper half of a double holds sign, exponent and the first 20 bits of the fraction; 14 bits fewer leave 6
// bits of fraction: 64 even steps in each octave, without a logarithm in the hot path.
const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
const upper = littleEndian ? 1 : 0;
const firstBin = (): number => {
  asFloat[0] = smallest;
  return asWords[upper] >>> 14;
};
const base = firstBin();

export function waitBin(wait: number): number {
  if (wait < smallest) return 0;
  asFloat[0] = wait;
  return Math.min((asWords[upper] >>> 14) - base + 1, lastBin);
}

function binStart(bin: number): number {
  if (bin === 0) return 0;
  const octave = Math.floor((bin - 1) / binsAnOctave);
  return smallest * 2 ** octave * (1 + ((bin - 1) % binsAnOctave) / binsAnOctave);
}

/** How many people of a cell waited so long or less, by linear interpolation in its bin. */
export function countUpTo(waitCounts: Uint32Array, cell: number, wait: number): number {
  const counts = waitCounts.subarray(cell * waitBins, (cell + 1) * waitBins);
  const last = waitBin(wait);
  let below = 0;
  for (let bin = 0; bin < last; bin++) below += counts[bin];
  // Bin 0 is no wait at all.
  if (last === 0) return counts[0];
  const start = binStart(last);
  return below + counts[last] * Math.min(1, (wait - start) / (binStart(last + 1) - start));
}

/** The wait that `wanted` people of a cell did not exceed, by linear interpolation in its bin; NaN of an empty cell. */
export function quantileOfBins(waitCounts: Uint32Array, cell: number, wanted: number): number {
  const counts = waitCounts.subarray(cell * waitBins, (cell + 1) * waitBins);
  let below = 0;
  for (let bin = 0; bin < waitBins; bin++) {
    const here = counts[bin];
    if (here > 0 && below + here >= wanted) {
      // Bin 0 is no wait at all.
      if (bin === 0) return 0;
      const start = binStart(bin);
      return start + ((wanted - below) / here) * (binStart(bin + 1) - start);
    }
    below += here;
  }
  return Number.NaN;
}
