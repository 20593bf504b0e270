import { newCase } from './append.ts';
import type { Service } from './service.ts';
import { randomUUID } from 'node:crypto';
import { londonDay } from '@throughcare/pathway';

/** Records and reads without a pause, tends every minute, and says every minute how much memory is in use. */
export async function measureMemory(service: Service, minutes: number): Promise<void> {
  const practitioner = await service.join('practitioner');
  const mine = service.records.as(practitioner);
  const used: number[] = [];
  for (let minute = 1; minute <= minutes; minute++) {
    const until = performance.now() + 60_000;
    let commands = 0;
    while (performance.now() < until) {
      const { id } = await newCase(service, practitioner);
      for (let step = 0; step < 20; step++) {
        const on = londonDay(Date.now());
        await mine.decide('case', id, 'latest', randomUUID(), {
          do: 'write_note',
          on,
          words: 'Came on time.',
        });
      }
      await mine.person(id);
      await mine.people({ search: 'Ashgrove' });
      commands += 23;
    }
    await service.records.tend();
    globalThis.gc?.();
    used.push(process.memoryUsage().rss / 1e6);
    console.log(`Minute ${minute}: ${commands} commands, ${used.at(-1)!.toFixed(0)} MB.`);
  }
  const half = Math.floor(used.length / 2);
  const highest = (values: readonly number[]) => Math.max(...values);
  console.log(
    `Memory: at most ${highest(used.slice(0, half)).toFixed(0)} MB in the first half, ` +
      `${highest(used.slice(half)).toFixed(0)} MB in the second.`,
  );
}
