// Pure but for discord.js's error classes: why there is no connection to Discord, in a plain line.
import { DiscordAPIError, GatewayCloseCodes } from 'discord.js';
import { ExpectedError } from '../errors.ts';

const BAD_TOKEN =
  'Discord refuses the token. Copy the bot’s token anew from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN.';
const BAD_INTENTS =
  'Discord refuses the intents that the bot asks for; it asks for Guilds only, so look whether the application was limited.';

const CLOSE_CODES: ReadonlyMap<number, string> = new Map([
  [GatewayCloseCodes.AuthenticationFailed, BAD_TOKEN],
  [GatewayCloseCodes.InvalidIntents, BAD_INTENTS],
  [GatewayCloseCodes.DisallowedIntents, BAD_INTENTS],
  [
    GatewayCloseCodes.InvalidShard,
    'Discord refuses the shard (invalid shard); look whether DISCORD_SHARDS and DISCORD_SHARD_COUNT are the same numbers on all machines.',
  ],
  [
    GatewayCloseCodes.ShardingRequired,
    'The bot is in more servers than its shards may serve (2,500 each); start it again, and it opens more, or raise DISCORD_SHARD_COUNT where that is set.',
  ],
  [
    GatewayCloseCodes.InvalidAPIVersion,
    'Discord no longer speaks the version of its gateway that this Dateline speaks; update Dateline.',
  ],
]);

/** A token that Discord does not take, or no longer. */
export function tokenRefused(cause?: unknown): ExpectedError {
  return new ExpectedError('discord-refused', BAD_TOKEN, { cause });
}

/** Whether Discord takes no other connection after it closed one with this code. */
export function isFinalClose(code: number): boolean {
  return CLOSE_CODES.has(code);
}

/** A connection that Discord closed for good. */
export function connectionClosed(code: number): ExpectedError {
  return new ExpectedError(
    'discord-refused',
    CLOSE_CODES.get(code) ?? `Discord closed the connection for good (code ${code}); start the bot again.`,
    { facts: { code } },
  );
}

/** A login that failed, with what Discord or the network said. */
export function loginFailed(error: unknown, apiUrl: string): ExpectedError {
  if (error instanceof ExpectedError) return error;
  if (error instanceof DiscordAPIError && error.status === 401) return tokenRefused(error);
  const reason = error instanceof Error ? error.message : String(error);
  return new ExpectedError(
    'discord-unavailable',
    `The bot could not log in to Discord at ${apiUrl}: ${oneLine(reason)}.`,
    { cause: error },
  );
}

/** A login that Discord has left without an answer. */
export function loginTimedOut(seconds: number, apiUrl: string): ExpectedError {
  return new ExpectedError(
    'discord-unavailable',
    `Discord at ${apiUrl} did not complete the login within ${seconds} s; see https://discordstatus.com and start the bot again later.`,
    { facts: { seconds } },
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/\.$/u, '').trim();
}
