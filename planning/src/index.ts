export { runPlan } from './plan.ts';
export type { PlanOptions } from './plan.ts';
export type {
  Assumption,
  Conclusion,
  Difference,
  Estimate,
  Flow,
  FlowLink,
  FlowStage,
  PlanResult,
  Provenance,
  ScenarioFace,
  Tornado,
  TornadoBar,
  WaitingFan,
} from './plan-result.ts';
export { readScenario } from './scenario.ts';
export { ScenarioError } from './scenario-error.ts';
export type { ScenarioFault } from './scenario-error.ts';
export type { Scenario } from './scenario-schema.ts';
export { simulate } from './simulate.ts';
export { LEAVES } from './network.ts';
export type { Network, Places, Routes, Source, Stage } from './network.ts';
export type { Duration } from './duration.ts';
export { meanWait, waitQuantile } from './statistics.ts';
export type { Statistics } from './statistics.ts';
export { erlangB, erlangC, erlangCWait } from './erlang.ts';
