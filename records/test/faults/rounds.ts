import { setTimeout as sleep } from 'node:timers/promises';
import { check, type Checked } from './check.ts';
import { draws } from './draws.ts';
import { faults, type Fault } from './fault.ts';
import { startService } from './service.ts';
import { untilSettled } from './settled.ts';

/** A fresh database after so many rounds, so that checking all of it stays quick. */
const ROUNDS_A_DATABASE = 20;

export interface Tally {
  rounds: number;
  acknowledged: number;
  unanswered: number;
  ofThoseThere: number;
  readonly faults: Partial<Record<Fault, number>>;
}

export interface Rounds {
  readonly seed: number;
  readonly rounds: number;
  /** Which fault comes in a round; drawn where it is absent. */
  readonly fault?: (round: number) => Fault;
  readonly say?: (line: string) => void;
}

/**
 * Runs rounds of writing in which something goes wrong, and checks all of the record after each. The same seed draws
 * the same faults and pauses; what the processes were doing at that instant is the machine's.
 */
export async function runRounds({ seed, rounds, fault: given, say = () => {} }: Rounds): Promise<Tally> {
  const tally: Tally = { rounds: 0, acknowledged: 0, unanswered: 0, ofThoseThere: 0, faults: {} };
  for (let from = 0; from < rounds; from += ROUNDS_A_DATABASE) {
    const service = await startService();
    const names = (Object.keys(faults) as Fault[]).filter(
      name => service.disk || name !== 'the disk is full',
    );
    if (!service.disk) say('No small file system can be mounted by this account, so no disk is filled here.');
    try {
      let last: Checked = { acknowledged: 0, unanswered: 0, ofThoseThere: 0, events: 0 };
      for (let round = from; round < Math.min(rounds, from + ROUNDS_A_DATABASE); round++) {
        const random = draws(seed, round);
        const fault = given?.(round) ?? random.oneOf(names);
        await service.startWriters(random.below(2 ** 30));
        await sleep(random.below(700));
        await faults[fault](service, random);
        await sleep(300 + random.below(900));
        await service.stopWriters();
        await untilSettled(service);
        last = await check(service);
        tally.faults[fault] = (tally.faults[fault] ?? 0) + 1;
        say(`Round ${round + 1}: ${fault}. ${sayChecked(last)}`);
        tally.rounds++;
      }
      tally.acknowledged += last.acknowledged;
      tally.unanswered += last.unanswered;
      tally.ofThoseThere += last.ofThoseThere;
    } finally {
      await service.remove();
    }
  }
  return tally;
}

function sayChecked({ acknowledged, unanswered, ofThoseThere }: Checked): string {
  return (
    `${acknowledged} commands acknowledged so far, all there. Of ${unanswered} that got no answer, ${ofThoseThere} are ` +
    `there whole and none is half there.`
  );
}
