/** The value below which `share` of them lie, as the nearest one that was measured. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Milliseconds that `work` takes, each time of `times`. */
export async function timesOf(times: number, work: (time: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let time = 0; time < times; time++) {
    const began = performance.now();
    await work(time);
    taken.push(performance.now() - began);
  }
  return taken;
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

/** Says whether a bar was met, beside the figure. */
export function bar(met: boolean, wanted: string): string {
  return `${met ? 'met' : 'NOT MET'}, wanted ${wanted}`;
}
