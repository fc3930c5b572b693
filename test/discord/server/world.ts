/** Somebody who uses the bot. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Roles in the guild, by id. */
  readonly roles: readonly string[];
  /** Bits of the permissions in the channel. */
  readonly permissions: bigint;
}

/** A guild with its channels. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly channelIds: readonly string[];
  readonly roleIds: readonly string[];
}

/** Who and what is there: the app, its guilds, and people. */
export interface World {
  readonly applicationId: string;
  readonly botName: string;
  /** A token in Discord's form: the app's id comes first. */
  readonly token: string;
  readonly guilds: readonly Guild[];
  /** The private channel between the bot and a person. */
  readonly privateChannelId: string;
  readonly member: Person;
  readonly moderator: Person;
}

/** What everybody may do: view channels, send messages, use commands. */
export const VIEW_AND_SEND = (1n << 10n) | (1n << 11n) | (1n << 31n);
const MANAGE_GUILD = 1n << 5n;
/** What a moderator may do besides: manage messages, time members out. Not an administrator. */
const MODERATE = MANAGE_GUILD | (1n << 13n) | (1n << 40n);

/** A multiple of every small number of shards, so that the guild of index n is on shard n. */
const FIRST_GUILD = 55_440n * 4_000_000n;

/** Somebody else, with the rights of a member. */
export function createPerson(nextId: () => string, name: string): Person {
  return { id: nextId(), name, roles: [], permissions: VIEW_AND_SEND };
}

/** Makes a world of its own for each server. */
export function createWorld({
  nextId,
  guilds,
}: {
  readonly nextId: () => string;
  readonly guilds: number;
}): World {
  const applicationId = nextId();
  return {
    applicationId,
    botName: 'Dateline',
    token: `${Buffer.from(applicationId).toString('base64url')}.GLocal.${'x'.repeat(38)}`,
    guilds: Array.from({ length: guilds }, (_, index) => ({
      id: String((FIRST_GUILD + BigInt(index)) << 22n),
      name: `Newsroom ${index + 1}`,
      channelIds: [nextId(), nextId()],
      roleIds: [nextId(), nextId()],
    })),
    privateChannelId: nextId(),
    member: createPerson(nextId, 'mara'),
    moderator: { ...createPerson(nextId, 'odd'), permissions: VIEW_AND_SEND | MODERATE },
  };
}
