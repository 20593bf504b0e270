import type { Backtest, Calibration, FigureCheck, ForetoldScore } from '@throughcare/planning';

/** A calibration as text: what it says, what was learned, and how it did on what it had not seen. */
export function calibrationReport(told: Calibration): string {
  const { parameters, heldBack, fitted } = told;
  const lines = [`${told.scenario}, calibrated to ${told.series}`, '', told.words, ''];
  const learned = parameters.filter(each => each.learned);
  if (learned.length > 0) lines.push('Learned (middle, and 95% of the draws)');
  for (const { label, unit, before, middle, low, high } of learned) {
    lines.push(
      `  ${label}: ${figure(middle)} (${figure(low)} to ${figure(high)}) ${unit}; assumed before ${before}`,
    );
  }
  const rest = parameters.filter(each => !each.learned);
  if (rest.length > 0) {
    lines.push('', 'Still as assumed: the series says next to nothing of them');
    lines.push(...rest.map(each => `  ${each.label}: ${each.before}`));
  }
  if (heldBack !== null) {
    const { share, low, high } = heldBack.coverage;
    lines.push('', `Held back from ${heldBack.from} on: fitted without it, and asked for it`);
    lines.push(
      `  Inside the interval that should hold 95 in 100: ${hundredth(share)} in 100 (95% ${hundredth(low)} to ${hundredth(high)}, were they independent)`,
    );
    lines.push(...heldBack.scores.map(scoreLine));
  }
  const outside = fitted.filter(check => !check.inside);
  if (outside.length > 0) {
    lines.push('', 'Fitted figures outside their interval', ...outside.slice(0, 12).map(checkLine));
    if (outside.length > 12) lines.push(`  and ${outside.length - 12} more`);
  }
  lines.push('', told.method);
  return lines.join('\n');
}

/** How a plan did in the past, for the report that it stands in. */
export function backtestLines({ words, scores, checks, how }: Backtest): string[] {
  const outside = checks.filter(check => !check.inside);
  return [
    'How such a plan did in the past',
    `  ${words}`,
    ...scores.map(scoreLine),
    ...(outside.length > 0 ? ['  Outside their interval, the first twelve'] : []),
    ...outside.slice(0, 12).map(check => `  ${checkLine(check)}`),
    `  ${how}`,
  ];
}

/** How one kind of figure was foretold. */
function scoreLine({ stage, statistic, figures, inside, error, errorOfLastYear }: ForetoldScore): string {
  const last =
    errorOfLastYear === null ? '' : `; saying what was a year before would be ${figure(errorOfLastYear)} off`;
  return `  ${stage}, ${statistic}: ${inside} of ${figures} inside; ${figure(error)} off in the mean${last}`;
}

/** One figure beside what the plan gives. */
function checkLine({ period, stage, statistic, observed, middle, low, high }: FigureCheck): string {
  return `  ${period} ${stage}, ${statistic}: observed ${figure(observed)}, the plan ${figure(middle)} (${figure(low)} to ${figure(high)})`;
}

const figure = (value: number): string =>
  value.toLocaleString('en-GB', { maximumSignificantDigits: value >= 100 ? 4 : 3 });
const hundredth = (share: number): string => String(Math.round(share * 100));
