export type { Chart, ChartTable, ChartText } from './chart.ts';
export { survivalCurve, type Curve, type CurvePoint, type SurvivalCurveData } from './survival-curve.ts';
export { interval, type IntervalData, type IntervalRow } from './interval.ts';
export { balance, type BalanceData, type BalanceRow } from './balance.ts';
export { attrition, type AttritionData, type AttritionStep } from './attrition.ts';
export { hundred, type Hundred, type HundredData } from './hundred.ts';
export { fan, type FanData, type FanPoint, type FanSeries } from './fan.ts';
export { tornado, type TornadoData, type TornadoRow } from './tornado.ts';
export { flow, type FlowBranch, type FlowData, type FlowStage } from './flow.ts';
