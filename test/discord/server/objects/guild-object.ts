import type { JsonObject } from '../json.ts';
import { type Guild, VIEW_AND_SEND, type World } from '../world.ts';
import { botObject, memberObject } from './user-object.ts';

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
