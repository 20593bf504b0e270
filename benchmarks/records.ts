/**
 * The record beside the bare database, in the same run on the same PostgreSQL: see benchmarks/records/, one question a
 * file. Name one or several questions, or none for all but the long ones.
 *
 *   node setup/run.mjs benchmarks/records.ts append
 */
import { availableParallelism } from 'node:os';
import { measureAppends } from './records/append.ts';
import { measureArriving } from './records/arrive.ts';
import { startFilled } from './records/filled.ts';
import { measureMemory } from './records/memory.ts';
import { measureOpening } from './records/open-case.ts';
import { measurePages } from './records/pages.ts';
import { measureAccessRow, measurePeople } from './records/people.ts';
import { measureRebuild } from './records/rebuild.ts';
import { startService } from './records/service.ts';

const questions: Readonly<Record<string, () => Promise<void>>> = {
  async append() {
    const service = await startService();
    try {
      await measureAppends(service, 300);
      await measureOpening(service);
    } finally {
      await service.close();
    }
  },
  async people() {
    const service = await startFilled(100_000, 8);
    try {
      await measurePeople(service);
      await measureAccessRow(service);
    } finally {
      await service.close();
    }
  },
  async pages() {
    const service = await startFilled(8000);
    try {
      await measurePages(service);
    } finally {
      await service.close();
    }
  },
  async rebuild() {
    // About a million events.
    await measureRebuild(17_500);
  },
  async arrive() {
    const service = await startService();
    try {
      await measureArriving(service, [2000, 20_000, 200_000]);
    } finally {
      await service.close();
    }
  },
  async memory() {
    const service = await startService();
    try {
      await measureMemory(service, 60);
    } finally {
      await service.close();
    }
  },
};
/** Asked for by name alone: each takes an hour, or many minutes. */
const long = ['rebuild', 'arrive', 'memory'];

const asked = process.argv.slice(2);
const usual = Object.keys(questions).filter(name => !long.includes(name));
const unknown = asked.find(name => !(name in questions));
if (unknown !== undefined) {
  console.log(`There is no question "${unknown}". There are: ${Object.keys(questions).join(', ')}.`);
  process.exitCode = 2;
} else {
  console.log(
    `${availableParallelism()} processors, PostgreSQL 18 as it comes, Node ${process.versions.node}.`,
  );
  for (const name of asked.length > 0 ? asked : usual) await questions[name]();
}
