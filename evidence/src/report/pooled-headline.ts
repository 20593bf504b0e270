import type { Covariates } from '../study/covariates.ts';
import type { Headline } from './headline.ts';

/**
 * The headline over several imputations by Rubin's rules (1987): the mean of the figures, with the variance within
 * imputations and (1 + 1/m) times the variance between them. One imputation is its own headline.
 */
export function pooledHeadline(
  own: Headline,
  imputed: readonly [Covariates, ...Covariates[]],
  headlineOf: (covariates: Covariates) => Headline | undefined,
): Headline {
  if (imputed.length === 1) return own;
  const all = [own, ...imputed.slice(1).flatMap(covariates => headlineOf(covariates) ?? [])];
  const pooled = rubin(all.map(({ value, standardError }) => [value, standardError]));
  const logs = all.map(({ logRatio, logRatioStandardError }) =>
    logRatio === undefined || logRatioStandardError === undefined
      ? undefined
      : ([logRatio, logRatioStandardError] as const),
  );
  const ratios = logs.filter(one => one !== undefined);
  const ratio = ratios.length === all.length ? rubin(ratios) : undefined;
  const means = [0, 1].map(side => mean(all.map(one => one.means[side])));
  return {
    ...own,
    value: pooled.value,
    standardError: pooled.standardError,
    means: [means[0], means[1]],
    logRatio: ratio?.value,
    logRatioStandardError: ratio?.standardError,
    standardErrorM: undefined,
    standardErrorName: `${own.standardErrorName} (pooled over ${all.length} imputations by Rubin's rules)`,
  };
}

function rubin(figures: readonly (readonly [value: number, standardError: number])[]) {
  const m = figures.length;
  const value = mean(figures.map(([own]) => own));
  const within = mean(figures.map(([, standardError]) => standardError ** 2));
  const between = figures.reduce((total, [own]) => total + (own - value) ** 2, 0) / (m - 1);
  return { value, standardError: Math.sqrt(within + (1 + 1 / m) * between) };
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
