import type { Covariates } from '../study/covariates.ts';
import { countArms, pairData } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import type { ComparablePair, PairDesign } from '../study/pair-design.ts';
import { covariateSets } from './covariate-sets.ts';
import type { Estimate, Withheld } from './estimate.ts';
import { estimateMaker, furtherEffects } from './further-effects.ts';
import { headlineOf } from './headline.ts';
import type { Headline } from './headline.ts';
import { headlineEstimate } from './headline-estimate.ts';
import { overImputations, sayImputation } from './over-imputations.ts';
import type { PairBasis } from './pair-basis.ts';
import type { StudyContext } from './study-context.ts';
import { pooledEffects } from './raw-effect.ts';
import type { NotMade, RawEffects } from './raw-effect.ts';
import { curveTests } from './curve-tests.ts';
import type { CurveTest, ImputationFact, PairSensitivity } from './pair-sensitivity.ts';
import { whyNoFigure } from './why-no-figure.ts';
import { bootstrapHeadline } from './bootstrap-headline.ts';
import type { NegativeControl } from './report.ts';
import { headlineFinding, pairSensitivity, sensitivityLines } from './sensitivities.ts';

/** What groups made alike say; `found` is the headline before it is written down, undefined where it is withheld. */
export interface AdjustedFigures {
  readonly found: Headline | undefined;
  readonly headline: Estimate | Withheld;
  readonly hazardRatio: Estimate | Withheld;
  readonly effects: readonly Estimate[];
  readonly notMade: readonly NotMade[];
  readonly curveTests: readonly CurveTest[];
  readonly imputation: ImputationFact | undefined;
  /** The people of every imputation but the first. */
  readonly imputedPairs: readonly PairData[];
  readonly sensitivity: PairSensitivity | undefined;
}

/** The headline of a pair over all imputations, what was tried against it, and every further measure. */
export function adjustedFigures(input: {
  readonly study: StudyContext;
  readonly design: PairDesign;
  readonly comparison: ComparablePair;
  readonly data: PairData;
  readonly basis: PairBasis;
  readonly control: NegativeControl | undefined;
  readonly designOf: (covariates: Covariates) => PairDesign;
}): AdjustedFigures {
  const { study, design, comparison, data, basis, control, designOf } = input;
  const { protocol, outcome, whole, look } = study;
  const { kind, within_days: window } = protocol.outcome;
  const because = whyNoFigure(data);
  if (because !== undefined) return withheld(because);
  const dataWith = (covariates: Covariates): PairData | undefined => {
    const { comparison: other } = designOf(covariates);
    if (!other.possible) return undefined;
    const own = pairData(other, outcome);
    return whyNoFigure(own) === undefined ? own : undefined;
  };
  const headlineWith = (covariates: Covariates): Headline | undefined => {
    const own = dataWith(covariates);
    return own && headlineOf(kind, own, window, true);
  };
  const imputedPairs: PairData[] = [];
  const headline = headlineOf(kind, data, window, true);
  const own = furtherEffects(protocol, data, headline);
  const effects: [RawEffects, ...RawEffects[]] = [own];
  const [a, b] = countArms(data);
  const people = a.n + b.n;
  const pooled = overImputations(study, headline, people, covariates => {
    const other = dataWith(covariates);
    if (other === undefined) return undefined;
    const itsHeadline = headlineOf(kind, other, window, true);
    imputedPairs.push(other);
    effects.push(furtherEffects(protocol, other, itsHeadline));
    return itsHeadline;
  });
  if (pooled.found === undefined) return withheld(pooled.why);
  const { found, imputation } = pooled;
  const sensitivity = pairSensitivity({
    study,
    labels: basis.labels,
    arms: [design.first, design.second],
    data,
    matched: comparison.matched,
    headline: found,
    bootstrap: () => bootstrapHeadline(study, data, found),
    control,
    covariateSets: covariateSets(protocol, whole.imputed[0], look.level, found, headlineWith),
  });
  const lines = sensitivityLines(protocol, sensitivity, found, look.level, control);
  const make = estimateMaker(protocol, basis, data, [headlineFinding(found)]);
  const further = pooledEffects(effects, people, look.level, make);
  return {
    found,
    imputation,
    sensitivity,
    imputedPairs,
    headline: headlineEstimate(protocol, basis, data, found, lines, sayImputation(imputation)),
    hazardRatio: hazardRatioIn(further, data),
    ...further,
    curveTests: curveTests(data, own.fit),
  };
}

function hazardRatioIn(
  { effects, notMade }: { readonly effects: readonly Estimate[]; readonly notMade: readonly NotMade[] },
  { time }: PairData,
): Estimate | Withheld {
  if (time === undefined) return { withheld: 'The file does not tell when it happened.' };
  const found = effects.find(({ measure }) => measure === 'hazard ratio');
  return (
    found ?? {
      withheld: notMade.find(({ measure }) => measure === 'hazard ratio')?.why ?? 'It was not made.',
    }
  );
}

function withheld(why: string): AdjustedFigures {
  return {
    found: undefined,
    headline: { withheld: why },
    hazardRatio: { withheld: why },
    effects: [],
    notMade: [],
    curveTests: [],
    imputation: undefined,
    imputedPairs: [],
    sensitivity: undefined,
  };
}
