// Pure: a command as this front has it.
import type {
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';
import type { Progress } from '../../chat/reply.ts';
import type { SentMessage } from '../api/interaction-api.ts';
import type { Bot } from '../bot.ts';
import type { Caller } from '../interactions/caller.ts';
import type { TargetMessage } from '../interactions/read-interaction.ts';

/** One use of a command. */
export interface Call {
  readonly bot: Bot;
  readonly caller: Caller;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** The message for which a message command was chosen. */
  readonly target: TargetMessage | null;
  /** Whether the reply is for the caller alone. */
  readonly isPrivate: boolean;
  /** Whether the caller asked for that: then nothing of it is shown to moderators either. */
  readonly isAskedPrivately: boolean;
  readonly onProgress: (progress: Progress) => void;
}

/** A command as Discord is told of it, and what it does. */
export interface FrontCommand {
  readonly json:
    | RESTPostAPIChatInputApplicationCommandsJSONBody
    | RESTPostAPIContextMenuApplicationCommandsJSONBody;
  /** Who may use it, asked in code whatever Discord shows to whom. */
  readonly allowed: 'everybody' | 'moderators' | 'managers';
  /** `by-channel`: public where the server wants it so and the caller does not object. */
  readonly visibility: 'by-channel' | 'private';
  /** @returns the reply's messages, one or more */
  run(call: Call): Promise<readonly SentMessage[]>;
}
