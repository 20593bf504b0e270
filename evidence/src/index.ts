export { designMatrix, takeRows } from './design-matrix.ts';
export type { DesignMatrix } from './design-matrix.ts';
export { fitPropensity } from './propensity.ts';
export type { Link, Propensity, PropensityOptions } from './propensity.ts';
export { balancingWeights, effectiveSampleSize, ESTIMANDS } from './weight.ts';
export type { BalancingOptions, BalancingWeights, Estimand } from './weight.ts';
export { comparePair, compareTwoArms, weighPair } from './compare.ts';
export type {
  ArmCounts,
  OutcomeOptions,
  TwoArmComparison,
  WeightedPair,
  WeightingOptions,
} from './compare.ts';
export { entropyBalance } from './entropy-balancing.ts';
export type { EntropyBalance } from './entropy-balancing.ts';
export { figuresOf } from './effect/figure.ts';
export type { Figure, Figures, MeansCovariance, StandardErrorName } from './effect/figure.ts';
export { weightedMeans } from './effect/weighted-means.ts';
export type { WeightedArms, WeightedMeans } from './effect/weighted-means.ts';
export { balanceTable, worstImbalance } from './balance.ts';
export type { BalanceRow } from './balance.ts';
export { weightedDifference } from './effect/risk-difference.ts';
export type { WeightedDifference } from './effect/risk-difference.ts';
export { newcombeInterval, normalInterval, wilsonInterval } from './effect/proportion.ts';
export type { Interval } from './effect/proportion.ts';
export { curveAt, survivalQuantile } from './effect/survival-quantile.ts';
export type { SurvivalQuantile } from './effect/survival-quantile.ts';
export { kaplanMeier, kaplanMeierBy, numbersAtRisk } from './effect/kaplan-meier.ts';
export type { EntryData, IntervalKind, SurvivalCurve, SurvivalData } from './effect/kaplan-meier.ts';
export { logRank } from './effect/log-rank.ts';
export type { LogRank, LogRankOptions } from './effect/log-rank.ts';
export { coxRegression } from './effect/cox.ts';
export type { CoxData, CoxFit, Ties } from './effect/cox.ts';
export { eValue, eValueOfLimit } from './sensitivity/e-value.ts';
export { peopleNeeded, powerOfProportions } from './power/proportions.ts';
export type { PowerQuestion } from './power/proportions.ts';
export { readProtocol, sayFaults } from './protocol/read.ts';
export type { Protocol, ProtocolFault, ReadProtocol } from './protocol/read.ts';
export { sourceAt, sourceOf } from './extract/source.ts';
export type { Source } from './extract/source.ts';
export type { RejectedRow } from './extract/table.ts';
export { StudyRefusal } from './refusal.ts';
export { design } from './study/design.ts';
export type { StudyDesign } from './study/design.ts';
export type { PairDesign } from './study/pair-design.ts';
export type { AttritionStep } from './study/attrition.ts';
export { requireMaturity } from './study/maturity.ts';
export type { Maturity } from './study/maturity.ts';
export { readLock } from './study/lock.ts';
export type { Lock } from './study/lock.ts';
export { run } from './study/run.ts';
export type { StudyRun } from './study/run.ts';
export type { PairPeople } from './report/pair-people.ts';
export { conclude } from './report/conclusion.ts';
export type { Conclusion, Verdict } from './report/conclusion.ts';
export { estimate, isEstimate } from './report/estimate.ts';
export type { ArmResult, Count, Estimate, Sensitivity, Withheld } from './report/estimate.ts';
export type {
  ArmCurves,
  ArmReport,
  CurvePoints,
  FileFact,
  NegativeControl,
  PairReport,
  StudyReport,
} from './report/report.ts';
export { perThousand, sayDifference, sayRange } from './report/people-in-a-thousand.ts';
export type { When } from './report/when.ts';
export { release, releaseRecord } from './report/release.ts';
export type {
  ReleasedArm,
  ReleasedPair,
  ReleasedReport,
  ReleasedStep,
  Signature,
} from './report/released.ts';
export { designSummary } from './report/design-summary.ts';
export type { DesignSummary, PairSummary } from './report/design-summary.ts';
export { designText, reportText } from './report/text.ts';

export { leastSquares } from './regression/least-squares.ts';
export type { LeastSquares } from './regression/least-squares.ts';
export {
  classicalCovariance,
  clusterCovariance,
  neweyWestCovariance,
  robustCovariance,
} from './regression/least-squares-covariance.ts';
export type { HeteroscedasticityKind } from './regression/least-squares-covariance.ts';
export type { AssumptionCheck, ChanceEffect } from './chance/chance-effect.ts';
export { instrumentedEffect } from './chance/instrumented-effect.ts';
export type { InstrumentedData, InstrumentedEffect } from './chance/instrumented-effect.ts';
export { interruptedSeries } from './chance/interrupted-series.ts';
export type { InterruptedSeries, SeriesData } from './chance/interrupted-series.ts';
export { discontinuity } from './chance/discontinuity.ts';
export type { Discontinuity, DiscontinuityData } from './chance/discontinuity.ts';
export { courtTendency } from './chance/court-tendency.ts';
export type { CourtTendency, CourtTendencyData } from './chance/court-tendency.ts';
export { steppedRollOut } from './chance/stepped-roll-out.ts';
export type { SteppedData, SteppedRollOut } from './chance/stepped-roll-out.ts';
export { waitingList } from './chance/waiting-list.ts';
export type { WaitingList, WaitingListData } from './chance/waiting-list.ts';
export { isRatio } from './report/estimate.ts';
export type { Measure } from './report/estimate.ts';
export { TRAPS } from './report/trap.ts';
export type { Trap, TrapId } from './report/trap.ts';
export type { Method } from './report/method.ts';
export type {
  ChanceResult,
  LedgerFact,
  LookFact,
  SecondaryOutcome,
  TestCount,
  TestRow,
} from './report/report.ts';
export type { ProtocolSpec } from './protocol/schema.ts';
export { matchNearest } from './match/nearest.ts';
export type { MatchOrder, NearestOptions } from './match/nearest.ts';
export type { MatchPeople } from './match/people.ts';
export type { Matched } from './match/matched.ts';
export type { Caliper } from './match/caliper.ts';
export type { Scale } from './match/line.ts';
export { blindRank, personRank } from './match/person-rank.ts';
export { matchedDifference } from './match/matched-difference.ts';
export type { MatchedDifference, MatchedErrors } from './match/matched-difference.ts';
export { adjustedDifference } from './match/adjusted-difference.ts';
export type { AdjustedDifference } from './match/adjusted-difference.ts';
export type { BalanceOptions } from './balance.ts';
export { matchOptimal } from './match/optimal.ts';
export type { OptimalOptions } from './match/optimal.ts';
export { matchFull } from './match/full.ts';
export type { FullOptions } from './match/full.ts';

export { restrictedMean, restrictedMeanDifference } from './effect/restricted-mean.ts';
export type { RestrictedMean, RestrictedMeanDifference } from './effect/restricted-mean.ts';
export { proportionalHazardsTest } from './effect/proportional-hazards.ts';
export type {
  ModelTerm,
  ProportionalHazardsRow,
  ProportionalHazardsTest,
  TimeTransform,
} from './effect/proportional-hazards.ts';
export { baselineHazard, martingaleResiduals } from './effect/baseline-hazard.ts';
export type { BaselineHazard } from './effect/baseline-hazard.ts';
export { concordance } from './effect/concordance.ts';
export { coxInfluence } from './effect/cox-residuals.ts';
export { cumulativeIncidence, cumulativeIncidenceBy } from './effect/cumulative-incidence.ts';
export type {
  CauseShares,
  CompetingData,
  CumulativeIncidence,
  Shares,
} from './effect/cumulative-incidence.ts';
export { grayTest } from './effect/gray-test.ts';
export type { GrayTest } from './effect/gray-test.ts';
export { fineGray } from './effect/fine-gray.ts';
export type { FineGrayData, FineGrayFit } from './effect/fine-gray.ts';

export { readColumns } from './extract/read-columns.ts';
export type { NamedColumns } from './extract/read-columns.ts';
export type { Column } from './extract/columns.ts';
export type { DataFile } from './extract/data-file.ts';

export { errorSpent } from './looks/spending.ts';
export type { Spending } from './looks/spending.ts';
export { boundaries, stoppingChances } from './looks/boundaries.ts';
export type { Boundary } from './looks/boundaries.ts';
export { inflationOfLooks } from './looks/inflation.ts';
export { errorOfUnplannedLook, levelOfLook, repeatedInterval } from './looks/level-of-look.ts';
export type { LevelOfLook, LookQuestion } from './looks/level-of-look.ts';
export { poolByRubin } from './missing/rubin.ts';
export type { Pooled } from './missing/rubin.ts';
export { imputeChained } from './missing/chained-equations.ts';
export type { ImputationOptions, Imputations } from './missing/chained-equations.ts';
export type { Variable } from './missing/variable.ts';
export { scaleReduction, SETTLED } from './missing/settled.ts';
export { eventsNeeded, peopleForEvents, powerOfEvents, smallestHazardRatio } from './power/hazards.ts';
export type { HazardQuestion } from './power/hazards.ts';
export { eventShare, studyForEvents } from './power/follow-up.ts';
export type { FollowUp, StudyForEvents } from './power/follow-up.ts';
export { peopleForRateRatio, powerOfRateRatio, smallestRateRatio } from './power/counts.ts';
export type { CountQuestion } from './power/counts.ts';
export { smallestDifference } from './power/smallest-difference.ts';
export type { SmallestDifference } from './power/smallest-difference.ts';
export { peopleForFisher, powerOfFisher } from './power/fisher.ts';
export { powerBelowKnownRisk, riskBehind, riskBehindNone } from './power/rare-events.ts';
export { asRiskRatio, differenceAsRiskRatio, riskDifferenceAsRiskRatio } from './sensitivity/e-value.ts';
export type { RatioMeasure } from './sensitivity/e-value.ts';
export { adjustedFor, turningRatio, unmeasuredFrontier, unmeasuredGrid } from './sensitivity/unmeasured.ts';
export type { FrontierPoint, GridCell, UnmeasuredTrait } from './sensitivity/unmeasured.ts';
export { tippingPoint } from './sensitivity/tipping-point.ts';
export type { ArmWithGaps, TippingPoint } from './sensitivity/tipping-point.ts';
export { correctLinkage, linkedDifference, overAll } from './sensitivity/linkage-error.ts';
export type { LinkageCorrected, LinkedDifference, LinkedGroup } from './sensitivity/linkage-error.ts';
export { judgeByControl } from './sensitivity/negative-control.ts';
export type { ControlVerdict, FigureAndError } from './sensitivity/negative-control.ts';
export { acrossSets } from './sensitivity/across-sets.ts';
export type { AcrossSets, CovariateSetResult } from './sensitivity/across-sets.ts';
export { correctForMany } from './sensitivity/many-tests.ts';
export type { Correction } from './sensitivity/many-tests.ts';
export { matchMahalanobis } from './match/mahalanobis.ts';
export type { MahalanobisOptions } from './match/mahalanobis.ts';
export { logisticRegression } from './regression/logistic.ts';
export type { LogisticFit } from './regression/logistic.ts';
export { poissonRegression } from './regression/poisson.ts';
export type { CountOptions } from './regression/poisson.ts';
export { negativeBinomialRegression } from './regression/negative-binomial.ts';
export type { NegativeBinomialFit } from './regression/negative-binomial.ts';
export { coefficientTable } from './regression/regression-fit.ts';
export type { Coefficient, RegressionFit } from './regression/regression-fit.ts';
export { sandwichCovariance } from './regression/sandwich.ts';
export type { SandwichKind } from './regression/sandwich.ts';
export { aipw } from './regression/aipw.ts';
export type { Aipw, AipwInput, OutcomeModel } from './regression/aipw.ts';
export { ledgerAt } from './study/ledger.ts';
export type { Ledger } from './study/ledger.ts';
export type { Finding, LedgerContent, LedgerEntry } from './study/ledger-entry.ts';
export { lookTakingIn } from './study/look-taking.ts';
export type { LookTaking } from './study/look-taking.ts';
export { registerOf, registerText } from './study/register.ts';
export type { Register, RegisteredLook, RegisteredStudy } from './study/register.ts';
export { suggest } from './protocol/nearest.ts';

export { expectedSurvival } from './effect/cox-curve.ts';
export type { ExpectedSurvival } from './effect/cox-curve.ts';
export { coxExact } from './effect/cox-exact.ts';
export type { ExactCoxFit } from './effect/cox-exact.ts';
export type { Concordance } from './effect/concordance.ts';
export { coxByPeriod, splitTime } from './effect/split-time.ts';
export type { SplitRows } from './effect/split-time.ts';
export { proportionalHazardsAdvice } from './effect/proportional-hazards-advice.ts';
export type { ProportionalHazardsAdvice } from './effect/proportional-hazards-advice.ts';
export { nelsonAalen } from './effect/nelson-aalen.ts';
export type { HazardCurve } from './effect/nelson-aalen.ts';
export { subclassify } from './match/subclassify.ts';
export type { Subclassified, SubclassOptions } from './match/subclassify.ts';
export { pairDifferences } from './match/pair-differences.ts';
export { rosenbaumBinary, rosenbaumSignedRank } from './sensitivity/rosenbaum.ts';
export type { GammaBound, HiddenBias, HiddenBiasOptions, PairAlternative } from './sensitivity/rosenbaum.ts';

// Disclosure control (E16).
export { protectTable, suppress, withTotals } from './disclosure/suppress.ts';
export type { CountTable, ReleasedCount, SuppressedTable } from './disclosure/suppress.ts';
export { feasibleRanges } from './disclosure/feasible.ts';
export type { Known, KnownTable } from './disclosure/feasible.ts';
export { rateStep, roundedCount, roundedRate, ROUNDED_TO, SMALLEST_SHOWN } from './disclosure/rule.ts';
export { thinAtRisk, thinCurve } from './disclosure/thin-curve.ts';
export type { ExactCurve, ThinPoint, ThinRisk } from './disclosure/thin-curve.ts';
export { differingPeople, sketchPeople } from './disclosure/people-sketch.ts';
export type { PeopleSketch } from './disclosure/people-sketch.ts';
export { heldBack, refuseDifferencing } from './disclosure/differencing.ts';
export type { Differencing, ReleaseCell, ReleaseRecord } from './disclosure/differencing.ts';

// The report as pages.
export { releaseHtml, reportHtml } from './report/report-html.ts';
export { studyOutputs } from './report/study-outputs.ts';
export type { StudyOutputs, StudyToWrite } from './report/study-outputs.ts';
// What was tried against a headline.
export type {
  BootstrapFinding,
  ControlFinding,
  CovariateSetsFinding,
  CurveTest,
  EValueFinding,
  ImputationFact,
  LinkageFinding,
  MissingCovariate,
  MissingOutcomesFinding,
  PairSensitivity,
  UnmeasuredFinding,
} from './report/pair-sensitivity.ts';
// Locks and releases as files and entries.
export { keepLooks, lockAt, placeLock } from './study/lock-file.ts';
export { joinedLooks, looksIn } from './study/look-taking.ts';
export { earlierReleases, releaseIn } from './study/releases.ts';
export type { RegisteredRelease } from './study/register.ts';
export { draftProtocol } from './protocol/draft.ts';
export { replicationPack } from './replication/pack.ts';
// A file that comes in by a page.
export { refuseForeignStart } from './extract/foreign.ts';
export { studyReportSchema } from './report/schema/study-report-schema.ts';
export { releaseSchema } from './report/schema/release-schema.ts';

// A Justice Data Lab upload.
export { readMapping } from './data-lab/mapping.ts';
export type { DataLabField, DataLabMapping } from './data-lab/mapping.ts';
export { dataLabUpload, requireUpload, sayUploadFaults } from './data-lab/upload.ts';
export type { DataLabUpload, UploadFault } from './data-lab/upload.ts';
export { bootstrap } from './regression/bootstrap.ts';
export type { Bootstrap, BootstrapOptions } from './regression/bootstrap.ts';
// Designs that use chance, from a protocol on.
export { assignsArms, chanceColumns, isChanceDesign } from './protocol/chance-schema.ts';
export type { ChanceBy, ChanceSpec, PeriodUnit } from './protocol/chance-schema.ts';
export type { ChanceCount, ChanceKnown } from './study/chance-known.ts';
export type { ChanceDesign } from './study/chance-design.ts';
export { atLevel } from './chance/chance-effect.ts';
export { covariatesAsOutcomes } from './chance/covariates-as-outcomes.ts';
export { periodOf, periodStart } from './study/chance-periods.ts';
