// Pure: what a command is. Each stands in one file of commands/ and is listed in commands/index.ts.
import type { z } from 'zod';
import type { Progress, Reply } from './reply.ts';

/** What an option's zod field may say in `.meta()`. */
export interface OptionMeta {
  /** Shown to people: what the option means and its range. */
  readonly description?: string;
  /** Takes the words that stand behind the command's name; one option a command at most. */
  readonly positional?: boolean;
  /** Completed with titles of the articles. */
  readonly completes?: 'articles';
}

/** What a run of a command is given besides its options. */
export interface RunContext<Services> {
  readonly services: Services;
  /** The moment that counts as now. */
  readonly now: Date;
  /** Told how far long work is; may be called often. */
  readonly onProgress: (progress: Progress) => void;
}

/** A command without a front. */
export interface Command<Services, Options extends z.ZodObject = z.ZodObject> {
  /** 1-32 lower-case letters: also its name on Discord. */
  readonly name: string;
  /** One line, 1-100 characters. */
  readonly description: string;
  /** Its options by name; descriptions and hints for completion stand in each field's `.meta()` (OptionMeta). */
  readonly options: Options;
  /** Only for moderators, where a front knows any. */
  readonly moderatorsOnly?: true;
  run(options: z.infer<Options>, context: RunContext<Services>): Promise<Reply>;
}
