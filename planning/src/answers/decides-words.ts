import type { WhatDecides } from './what-decides.ts';

/** So many are named; the rest can be looked up. */
const mostNamed = 3;

/**
 * What decides a figure, a sentence a line: "It moves most with …", and what part of the spread comes of what. Where the
 * runs cannot tell, why.
 *
 * @param labelOf the label of a parameter
 * @param figure a number of this figure in words, with its unit
 */
export function decidesInWords(
  { runs, movers, why }: WhatDecides,
  labelOf: (parameter: string) => string,
  figure: (value: number) => string,
): string[] {
  const clear = movers.filter(each => each.clear).slice(0, mostNamed);
  if (clear.length === 0) return [why ?? 'Nothing stands out of chance.'];
  const said = clear.map(({ parameter, atLow, atHigh, between, share, shareLow, shareHigh }) => {
    const part =
      share === null
        ? ''
        : shareLow! > 0
          ? `; ${hundredth(share)} in 100 of the spread between runs (95% ${hundredth(shareLow!)} to ${hundredth(shareHigh!)})`
          : `; how much of the spread between runs cannot be told from chance yet`;
    return `${labelOf(parameter)}: ${figure(atLow)} where it is lowest, ${figure(atHigh)} where it is highest${between === null ? '' : `, and ${figure(between)} in between`}${part}`;
  });
  const [{ share }] = clear;
  if (share === null) return [...said, `${runs} runs are too few for shares of the spread.`];
  return said;
}

const hundredth = (share: number): string => String(Math.round(100 * share));
