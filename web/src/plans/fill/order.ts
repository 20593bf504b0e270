/** Beside which plan the filled one is shown at first: never one side of the argument alone (E41). */
export function evidenceOrder(plan: string): readonly [string, string] {
  const [custody, programmes] = ['everybody-imprisoned', 'programme-for-every-community-sentence'];
  return plan === programmes || plan === custody ? [custody, programmes] : [plan, programmes];
}
