/** One step: what it is made from, what it leaves behind, and the work itself. */
export interface Step {
  readonly step: string;
  /** For the page that waits: what is being done, in a few words. */
  readonly words: string;
  /** Steps without which this one can't begin. */
  readonly after: readonly string[];
  /** Whatever changes the answer. The same inputs are not worked out twice. */
  readonly inputs: () => unknown;
  /** Files that have to be there when it is done. */
  readonly leaves: readonly string[];
  readonly work: (report: (done: number, of: number) => void) => void;
}
