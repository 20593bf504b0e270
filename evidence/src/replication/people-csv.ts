import type { PairPeople } from '../report/pair-people.ts';
import { csvLine } from './csv.ts';

/**
 * The people of every comparison: a row a person and pair, in the order of the pseudonyms. Empty where a column has no
 * meaning for this outcome.
 */
export function peopleCsv(all: readonly PairPeople[], numbers: ReadonlyMap<string, number>): string {
  const imputations = Math.max(1, ...all.map(({ imputedWeights }) => imputedWeights.length + 1));
  const others = Array.from({ length: imputations - 1 }, (_, k) => `weight_${k + 2}`);
  const header = 'pair,person,arm,weight,set,score,event,days,competing,count,days_at_risk'.split(',');
  const lines = [csvLine([...header, ...others])];
  all.forEach((people, pair) => {
    const { treated, weights, cluster, scores, event, time, competing, count, exposure } = people;
    const order = Array.from(treated, (_, i) => ({ i, person: numbers.get(people.id(i)) ?? 0 }));
    order.sort((a, b) => a.person - b.person);
    for (const { i, person } of order) {
      const design = [pair + 1, person, treated[i], weights[i], cluster?.[i], scores[i]];
      const outcome = [event[i], time?.[i], competing?.[i], count?.[i], exposure?.[i]];
      const imputed = others.map((_, k) => people.imputedWeights.at(k)?.[i]);
      lines.push(csvLine(design.concat(outcome, imputed)));
    }
  });
  return `${lines.join('\n')}\n`;
}
