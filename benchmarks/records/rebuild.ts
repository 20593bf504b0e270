import { startFilled } from './filled.ts';

const count = (n: number) => n.toLocaleString('en-GB');

/** Rebuilds every projection from `people`'s history and from twice as many: the same rate says that it is linear. */
export async function measureRebuild(people: number): Promise<void> {
  const rates: number[] = [];
  for (const many of [people / 2, people]) {
    const service = await startFilled(many);
    try {
      const began = performance.now();
      const { events, differing } = await service.records.rebuild();
      const seconds = (performance.now() - began) / 1000;
      rates.push(events / seconds);
      const differs = Object.keys(differing).length;
      console.log(
        `Rebuild of ${count(events)} events: ${seconds.toFixed(1)} s, ${count(Math.round(events / seconds))} a second` +
          `${differs > 0 ? `; ${differs} tables differed` : ''}.`,
      );
    } finally {
      await service.close();
    }
  }
  console.log(
    `Twice the events at ${(100 * (rates[1] / rates[0])).toFixed(0)}% of the rate (100% is linear).`,
  );
}
