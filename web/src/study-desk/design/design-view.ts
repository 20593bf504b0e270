import { sayDay } from '@throughcare/pathway';
import type { Maturity } from '@throughcare/evidence';
import { paths } from '../../paths.ts';
import { balanceChart } from '../../studies/pair-figures.ts';
import { pairName } from '../../studies/study-view.ts';
import { count, dayOf, shortArm } from '../../studies/words.ts';
import type { KeptDesign } from '../desk.ts';
import { exactAttrition, exactOverlap, sayRejected } from '../exact-figures.ts';

/** A design as a page shows it: everything that may be looked at before outcomes. */
export function designView(
  { summary, locked, isOfNewestProtocol }: KeptDesign,
  study: string,
  asked?: string,
) {
  const { pairs, attrition, rejectedRows, maturity } = summary;
  const pair = pairs.find(one => pairName(one) === asked) ?? pairs[0];
  const { first, second, n, comparison, noCounterpart, estimand } = pair;
  const facts = [
    { name: 'People', words: `${count(n[0])} in ${first}, ${count(n[1])} in ${second}` },
    { name: 'About', words: estimand },
    ...noCounterpart.map(one => ({
      name: 'Left out',
      words: `${count(one.count)} in ${one.arm}: nobody in the other group has ${one.covariate}`,
    })),
  ];
  if (comparison.possible) {
    const [a, b] = comparison.effective;
    facts.push(
      {
        name: 'Count as',
        words: `${count(Math.round(a))} and ${count(Math.round(b))} people once made alike`,
      },
      { name: 'Worst left', words: `A standardised difference of ${comparison.worstImbalance.toFixed(2)}` },
    );
    if (comparison.dependent.length > 0)
      facts.push({
        name: 'Not used',
        words: `${comparison.dependent.join(', ')}: told by others, or the same for all`,
      });
  }
  facts.push({ name: 'Protocol', words: summary.lock.protocolSha256.slice(0, 12) });
  return {
    locked,
    isNew: isOfNewestProtocol,
    pairs: pairs.map(one => ({
      text: `${shortArm(one.first, one.first)} or ${shortArm(one.second, one.second)}`,
      href: paths.deskDesign({ study }, { pair: pairName(one) }),
      current: one === pair,
    })),
    pair: {
      facts,
      because: comparison.possible ? '' : comparison.because,
      balance: comparison.possible ? balanceChart(comparison) : undefined,
      overlap: comparison.possible ? exactOverlap({ first, second, overlap: comparison.overlap }) : undefined,
    },
    attrition: exactAttrition(attrition),
    steps: attrition.map(({ step, removed, left, detail }) => ({
      step,
      left: count(left),
      removed: removed > 0 ? count(removed) : '',
      detail: detail.map(one => ({ what: one.what, count: count(one.count) })),
    })),
    maturity: sayMaturity(maturity),
    rejected: sayRejected(rejectedRows),
  };
}

function sayMaturity(maturity: Maturity): string {
  if (maturity.by === 'statement') return `Follow-up is over for everybody: ${maturity.because}.`;
  const { latestTimeZero, latestMatureTimeZero, convictionLagDays } = maturity;
  return (
    `Follow-up is over for everybody: the last is followed from ${sayDay(dayOf(latestTimeZero))}, and ` +
    `${sayDay(dayOf(latestMatureTimeZero))} would still do, with ${convictionLagDays} days for the courts.`
  );
}
