/**
 * Wrong codes are counted by how a code begins and in all, never by who sends them: nothing of a caller is kept to
 * count with (E4). Memory of this process only; the record keeps a count of its own for each code.
 */
export interface Attempts {
  /** False when too many codes that begin like this, or too many in all, were wrong a short while ago. */
  mayTry(code: string, now: number): boolean;
  wrong(code: string, now: number): void;
}

const WINDOW_MS = 15 * 60 * 1000;

export function attempts(limits: { readonly perBeginning: number; readonly inAll: number }): Attempts {
  let times: { beginning: string; at: number }[] = [];
  const beginningOf = (code: string) =>
    code
      .replaceAll(/[^A-Za-z0-9]/g, '')
      .slice(0, 4)
      .toUpperCase();
  const recent = (now: number) => (times = times.filter(time => time.at > now - WINDOW_MS));
  return {
    mayTry(code, now) {
      const beginning = beginningOf(code);
      const lately = recent(now);
      return (
        lately.length < limits.inAll &&
        lately.filter(time => time.beginning === beginning).length < limits.perBeginning
      );
    },
    wrong(code, now) {
      times.push({ beginning: beginningOf(code), at: now });
    },
  };
}
