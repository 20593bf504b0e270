/** How far something long has come. */
export interface Moved {
  readonly events: number;
  readonly of: number;
  /** What is counted, where it is not simply events. */
  readonly unit?: string;
}

export interface Progress {
  moved(progress: Moved): void;
  /** Leaves the terminal's line. */
  end(): void;
}

const OFTEN_MS = 200;
const SELDOM_MS = 5000;

/**
 * Says how far it has come: on a terminal in one line that is written over, elsewhere as a line now and then.
 */
export function progressOn(
  say: (text: string) => void,
  terminal: boolean,
  now: () => number = Date.now,
): Progress {
  const began = now();
  let last = terminal ? 0 : began;
  let open = false;
  return {
    moved(progress) {
      const at = now();
      if (at - last < (terminal ? OFTEN_MS : SELDOM_MS)) return;
      last = at;
      const line = sayMoved(progress, (at - began) / 1000);
      say(terminal ? `\r\u001b[K${line}` : `${line}\n`);
      open = terminal;
    },
    end() {
      if (open) say('\r\u001b[K');
    },
  };
}

/** '120,000 of 1,000,000 events (12%), 24,000 a second, about 37 s left' */
export function sayMoved({ events, of, unit = 'events' }: Moved, seconds: number): string {
  const rate = seconds > 0 ? events / seconds : 0;
  // People write while it runs, so there can be more than there were.
  const part = of > 0 ? Math.min(1, events / of) : 1;
  const left = rate > 0 ? Math.max(0, Math.ceil((of - events) / rate)) : 0;
  return (
    `${whole(events)} of ${whole(Math.max(of, events))} ${unit} (${Math.floor(part * 100)}%), ` +
    `${whole(Math.round(rate))} a second, about ${whole(left)} s left`
  );
}

function whole(n: number): string {
  return n.toLocaleString('en-GB');
}
