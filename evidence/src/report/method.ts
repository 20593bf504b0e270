/** How the figures were made, in plain words. */
export interface Method {
  readonly design: string;
  readonly estimand: string;
  readonly headline: string;
  readonly interval: string;
  readonly missing: string;
  readonly timeAtRisk: string;
  readonly looks: string;
}
