import type { Io } from '../../command.ts';
import type { StudyCall } from './call.ts';

export interface StudyOption {
  readonly name: string;
  /** How its value is written in the help; none for one that is said or not. */
  readonly value?: string;
  readonly required?: boolean;
  readonly help: string;
}

/** One step of a study, from a draft to its release. */
export interface StudySubcommand {
  readonly name: string;
  readonly summary: string;
  /** What it reads, what it leaves behind, when it refuses. */
  readonly words: string;
  /** The one thing that is named without an option. */
  readonly operand: { readonly name: string; readonly help: string } | undefined;
  readonly options: readonly StudyOption[];
  /** A call that runs on files of the repository. */
  readonly example: string;
  /** Gives the exit status. */
  run(call: StudyCall, io: Io): number;
}
