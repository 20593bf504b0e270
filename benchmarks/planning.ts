/**
 * The flow engine beside a plain C++ loop, SimPy, Ciw and simmer, on one thread and two, and the national plan in
 * full: see benchmarks/planning/, one question a file. Name one or several questions, or none for all but the long one.
 *
 *   node setup/run.mjs benchmarks/planning.ts engine
 */
import { availableParallelism } from 'node:os';
import { measureEngine } from './planning/engine.ts';
import { measureNational } from './planning/national.ts';
import { measurePeers } from './planning/peers.ts';
import { measureThreads } from './planning/threads.ts';

const questions: Readonly<Record<string, () => void | Promise<void>>> = {
  engine: measureEngine,
  peers: measurePeers,
  threads: measureThreads,
  national: measureNational,
};
/** Asked for by name alone: minutes on a machine at rest. */
const long = ['national'];

const asked = process.argv.slice(2);
const usual = Object.keys(questions).filter(name => !long.includes(name));
const unknown = asked.find(name => !(name in questions));
if (unknown !== undefined) {
  console.log(`There is no question "${unknown}". There are: ${Object.keys(questions).join(', ')}.`);
  process.exitCode = 2;
} else {
  console.log(`${availableParallelism()} processors, Node ${process.versions.node}.`);
  for (const name of asked.length > 0 ? asked : usual) await questions[name]();
}
