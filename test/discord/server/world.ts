import type { JsonObject } from './json.ts';

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

const VIEW_AND_SEND = (1n << 10n) | (1n << 11n) | (1n << 31n);
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

/** A person as Discord writes users. */
export function userObject({ id, name }: Pick<Person, 'id' | 'name'>): JsonObject {
  return {
    id,
    username: name,
    discriminator: '0',
    global_name: name,
    avatar: null,
    bot: false,
    public_flags: 0,
  };
}

/** The bot as Discord writes users. */
export function botObject({ applicationId, botName }: World): JsonObject {
  return { ...userObject({ id: applicationId, name: botName }), global_name: null, bot: true };
}

/** A person as Discord writes members of a guild. */
export function memberObject(person: Person): JsonObject {
  return {
    user: userObject(person),
    nick: null,
    avatar: null,
    banner: null,
    roles: person.roles,
    joined_at: '2024-01-01T00:00:00.000000+00:00',
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    communication_disabled_until: null,
    permissions: String(person.permissions),
  };
}

/** A text channel as Discord writes it. */
export function channelObject(guild: Guild, id: string): JsonObject {
  return {
    id,
    type: 0,
    guild_id: guild.id,
    name: `news-${guild.channelIds.indexOf(id) + 1}`,
    position: 0,
    permission_overwrites: [],
    nsfw: false,
    topic: null,
    last_message_id: null,
    rate_limit_per_user: 0,
    parent_id: null,
    flags: 0,
  };
}

/** A role as Discord writes it. */
export function roleObject(id: string, name: string): JsonObject {
  return {
    id,
    name,
    permissions: String(VIEW_AND_SEND),
    position: 0,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  };
}

/** A guild as GUILD_CREATE brings it. */
export function guildObject(world: World, guild: Guild): JsonObject {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    owner_id: world.moderator.id,
    roles: [
      roleObject(guild.id, '@everyone'),
      ...guild.roleIds.map((id, n) => roleObject(id, `role-${n + 1}`)),
    ],
    channels: guild.channelIds.map((id) => channelObject(guild, id)),
    members: [{ ...memberObject({ ...world.member, id: world.applicationId }), user: botObject(world) }],
    member_count: 3,
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    emojis: [],
    stickers: [],
    features: [],
    joined_at: '2024-01-01T00:00:00.000000+00:00',
    large: false,
    unavailable: false,
    preferred_locale: 'en-US',
    afk_timeout: 300,
    afk_channel_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    application_id: null,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    vanity_url_code: null,
    description: null,
    banner: null,
    splash: null,
    discovery_splash: null,
    safety_alerts_channel_id: null,
  };
}
