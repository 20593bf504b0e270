export { refuseComparison, runPlan } from './answers/plan.ts';
export type { PlanOptions } from './answers/plan.ts';
export type {
  Assumption,
  Conclusion,
  Deterred,
  Difference,
  Estimate,
  Figure,
  Flow,
  FlowLink,
  FlowStage,
  PlanResult,
  Provenance,
  RiskCount,
  ScenarioFace,
  Tornado,
  TornadoBar,
  WaitingFan,
  Welfare,
} from './answers/plan-result.ts';
export { decidersOf } from './answers/deciders.ts';
export type { DecidesOf } from './answers/deciders.ts';
export type { Mover, WhatDecides } from './answers/what-decides.ts';
export { decidesInWords } from './answers/decides-words.ts';
export { replicator } from './answers/replicate.ts';
export type { ReplicateOne, Replication } from './answers/replicate.ts';
export type { AttributeStatistic } from './answers/by-attribute.ts';
export { describeAlone } from './answers/alone.ts';
export { conclude, runsNeeded } from './answers/conclude.ts';
export { signedInWords } from './answers/words.ts';
export { runsHeld } from './answers/estimate.ts';
export type { PlanAlone } from './answers/alone.ts';
export type { FigureUnit } from './answers/figures/column.ts';
export type {
  CostStatistic,
  FlowStatistic,
  HappenedStatistic,
  ResourceStatistic,
  StageStatistic,
  WayStatistic,
  WholeTables,
  YearStatistic,
  YearTables,
} from './answers/figures/tables.ts';
export type { PrecisionOfMean } from './answers/precision-of-mean.ts';
export { fewestOfRun, fewestOfRuns, fewestPlaces } from './answers/fewest-places.ts';
export type { AtMost, Binds, FewestAsked, FewestOfRun, FewestPlaces } from './answers/fewest-places.ts';
export { compare } from './answers/compare.ts';
export type { Compared, ComparedTables, ComparedTotal } from './answers/compared/tables.ts';
export { compareEach } from './answers/compare-each.ts';
export type { Sampling } from './answers/sampling.ts';
export { precisionOf, wilson } from './answers/precision.ts';
export type { Precision } from './answers/precision.ts';
export { breakEven } from './answers/break-even.ts';
export type { BreakEven, NoBreakEven } from './answers/break-even.ts';
export { evenRunner } from './answers/even-runner.ts';
export { searchEven } from './answers/search-even.ts';
export type { AtValue, DifferencesAt, EvenSearch } from './answers/search-even.ts';
export { tellApart } from './answers/told-apart.ts';
export type { ToldApart } from './answers/told-apart.ts';
export { underWayInWords } from './answers/under-way.ts';
export { varianceShares } from './answers/variance-shares.ts';
export type { VarianceShare } from './answers/variance-shares.ts';
export { againstObserved, scoresOf } from './calibration/against-observed.ts';
export type { FigureCheck, ForetoldScore } from './calibration/against-observed.ts';
export { seldomAsFew } from './calibration/as-few-inside.ts';
export { describeBacktest } from './calibration/backtest.ts';
export type { Backtest } from './calibration/backtest.ts';
export { describeCalibration, fitSeries } from './calibration/calibrate.ts';
export type { Calibration, Fits, Learned } from './calibration/calibrate.ts';
export { fewestRuns as fewestRunsToFit } from './calibration/fit.ts';
export type { Fit } from './calibration/fit.ts';
export { readSeries } from './calibration/observed-series.ts';
export type { Observable, ObservedFigure, ObservedSeries } from './calibration/observed-series.ts';
export { posteriorScenario } from './calibration/posterior-scenario.ts';
export { mostRunsADraw, seriesRunner, tableRunner } from './calibration/series-run.ts';
export type { SeriesRun } from './calibration/series-run.ts';
export { fillFromSpells, fillFromStudy, filledScenario } from './fill/filled-scenario.ts';
export type { FilledParameter } from './fill/filled-scenario.ts';
export { medianWait } from './fill/observed-wait.ts';
export { ownSeries } from './fill/own-series.ts';
export { monthInWords, readSpells } from './fill/spells.ts';
export type { Spells } from './fill/spells.ts';
export { studyEffect } from './fill/study-effect.ts';
export { readScenario } from './scenario/scenario.ts';
export { scenarioReader } from './scenario/scenario-reader.ts';
export { isSourced } from './scenario/field.ts';
export { usedParameters } from './scenario/assumptions.ts';
export { parameterUses } from './scenario/parameter-use.ts';
export { inWords, rangeOf } from './scenario/parameter.ts';
export { ScenarioError } from './scenario/scenario-error.ts';
export type { ScenarioFault } from './scenario/scenario-error.ts';
export type { Scenario } from './scenario/scenario-schema.ts';
export { simulate } from './engine/simulate.ts';
export type { Watch } from './engine/run-network.ts';
export { simulatePerson } from './engine/simulate-person.ts';
export { simulateMany } from './engine/simulate-many.ts';
export { LEAVES } from './engine/network.ts';
export type {
  Building,
  Condition,
  CountBy,
  Groups,
  Need,
  Network,
  OtherStay,
  Places,
  PriorityClass,
  Resource,
  Routes,
  Stage,
} from './engine/network.ts';
export type { Risk, StageRisk } from './engine/risk.ts';
export type { Source, Stratum } from './engine/source.ts';
export { meanOf } from './engine/duration.ts';
export type { Duration } from './engine/duration.ts';
export { meanWaitBy, waitQuantileBy } from './engine/by-attribute.ts';
export type { AttributeStatistics } from './engine/by-attribute.ts';
export { meanWait, meanWaitOfClass, timeInFlowQuantile, waitQuantile } from './engine/statistics.ts';
export type { Statistics } from './engine/statistics.ts';
export { erlangB, erlangC, erlangCWait } from './theory/erlang.ts';
export { pollaczekKhinchineWait, priorityWaits, priorityWaitsOfPlaces } from './theory/waits.ts';
