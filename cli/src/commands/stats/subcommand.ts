import type { Call } from './call.ts';
import type { OptionName } from './options.ts';

/** How one statistic uses an option. */
export interface Use {
  readonly required?: boolean;
  readonly default?: string | number | boolean;
  /** For a choice: what may be chosen. */
  readonly choices?: readonly string[];
  /** In place of the option's own words, where it means something special here. */
  readonly help?: string;
}

/** Plain data for JSON. A value that is not a finite number never leaves: see `json.ts`. */
export type Facts = Readonly<Record<string, unknown>>;

/** What a statistic found: everything as data, the main things as lines, and what to be careful with. */
export interface Answer {
  readonly facts: Facts;
  readonly lines: readonly string[];
  readonly cautions?: readonly string[];
}

/** One statistic behind the one-off door. */
export interface Subcommand {
  readonly name: string;
  readonly summary: string;
  /** The method with its source, and what R function says the same. */
  readonly method: string;
  readonly uses: Readonly<Partial<Record<OptionName, Use>>>;
  /** Fields of the JSON besides those that all statistics share. */
  readonly fields: readonly (readonly [field: string, meaning: string])[];
  /** Calls that run on files of the repository. */
  readonly examples: readonly string[];
  run(call: Call): Answer;
}

/** The options that every statistic on a file has. */
export const ON_DATA = {
  data: { required: true },
  missing: {},
} as const satisfies Subcommand['uses'];
