// Pure: what a command is. Each stands in one file of commands/ and is listed in commands/index.ts.
import type { z } from 'zod';
import { ExpectedError } from '../errors.ts';
import type { Progress, Reply } from './reply.ts';

/** What an option's zod field may say in `.meta()`. */
export interface OptionMeta {
  /** Shown to people: what the option means and its range. */
  readonly description?: string | undefined;
  /** Takes the words that stand behind the command's name; one option a command at most. */
  readonly positional?: boolean | undefined;
  /** Takes no value where it is typed. */
  readonly flag?: boolean | undefined;
  /** Completed with titles of the articles. */
  readonly completes?: 'articles' | undefined;
  /** The only front that has the option; every front unless told. */
  readonly front?: 'terminal' | undefined;
}

/** What a run of a command is given besides its options. */
export interface RunContext<Services> {
  readonly services: Services;
  /** Told how far long work is; may be called often. */
  readonly onProgress: (progress: Progress) => void;
  /** The question before this one in the same conversation, where a person would still have it in mind. */
  readonly formerQuestion?: string;
}

/** How a command is written down. */
export interface CommandDefinition<Services, Options extends z.ZodObject> {
  /** 1-32 lower-case letters: also its name on Discord. */
  readonly name: string;
  /** One line, 1-100 characters. */
  readonly description: string;
  /** Its options by name; descriptions and hints for completion stand in each field's `.meta()` (OptionMeta). */
  readonly options: Options;
  /** Only for moderators, where a front knows any. */
  readonly moderatorsOnly?: true;
  readonly run: (options: z.infer<Options>, context: RunContext<Services>) => Promise<Reply>;
}

/** A command without a front. */
export interface Command<Services> {
  readonly name: string;
  readonly description: string;
  readonly options: z.ZodObject;
  readonly moderatorsOnly: boolean;
  /**
   * Checks the options as they were typed and runs the command.
   * @throws ExpectedError `usage` for options that do not fit, and whatever the command documents.
   */
  run(input: Readonly<Record<string, unknown>>, context: RunContext<Services>): Promise<Reply>;
}

/** Makes a command that checks its own options. */
export function createCommand<Services, Options extends z.ZodObject>(
  definition: CommandDefinition<Services, Options>,
): Command<Services> {
  return {
    name: definition.name,
    description: definition.description,
    options: definition.options,
    moderatorsOnly: definition.moderatorsOnly ?? false,
    async run(input, context) {
      const parsed = definition.options.safeParse(input, { reportInput: true });
      if (!parsed.success) throw usageError(definition.name, parsed.error);
      return definition.run(parsed.data, context);
    },
  };
}

/** What the options' fields say of themselves, by name. */
export function optionsOf(
  command: Pick<Command<unknown>, 'options'>,
): readonly (readonly [string, OptionMeta])[] {
  return Object.entries(command.options.shape).map(([name, field]) => [
    name,
    (field as z.ZodType).meta() ?? {},
  ]);
}

function usageError(name: string, error: z.ZodError): ExpectedError {
  const problems = error.issues.map((issue) => {
    const message = issue.code === 'invalid_type' && issue.input === undefined ? 'is missing' : issue.message;
    return issue.path.length === 0 ? message : `${issue.path.join('.')}: ${message}`;
  });
  return new ExpectedError('usage', `/${name} cannot be run so (${problems.join('; ')}); see /help`, {
    facts: { problems },
  });
}
