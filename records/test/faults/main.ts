import { parseArgs } from 'node:util';
import { runRounds } from './rounds.ts';

// The long form: npm run faults -- --rounds 300 [--seed 1]
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
});
const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
console.log(`Seed ${seed}, ${rounds} rounds.`);
const began = Date.now();
const tally = await runRounds({ seed, rounds, say: line => console.log(line) });
console.log(
  `${tally.rounds} rounds in ${Math.round((Date.now() - began) / 1000)} s. ${tally.acknowledged} commands were ` +
    `acknowledged, and every one is there. ${tally.unanswered} got no answer: ${tally.ofThoseThere} of them are there ` +
    `whole, the others not at all. The record was whole and its projections equal to a rebuild after every round.`,
);
for (const [fault, times] of Object.entries(tally.faults)) console.log(`  ${fault}: ${times}`);
