import type { JsonObject } from '../json.ts';
import { channelObject } from '../objects/guild-object.ts';
import { memberObject, userObject } from '../objects/user-object.ts';
import type { Guild, Person, World } from '../world.ts';

/** Permissions of the app in a channel: view, send, embed links, attach files, read history. */
const APP_PERMISSIONS = (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n);

/** Where something is used, and who uses it. */
export interface Place {
  readonly by: Person;
  /** The guild's channel; `null` for the private chat with the bot. */
  readonly guild: Guild | null;
  readonly channelId: string;
  /** Whether the app was added by the user alone, not by the guild. */
  readonly userInstalled: boolean;
}

/** What the payloads of one interaction are made with. */
export interface PayloadParts {
  readonly world: World;
  readonly nextId: () => string;
  readonly place: Place;
}

/** What every interaction carries. */
export function interactionBase({ world, nextId, place }: PayloadParts): JsonObject {
  const { by, guild, channelId, userInstalled } = place;
  const id = nextId();
  return {
    id,
    application_id: world.applicationId,
    token: `aW50ZXJhY3Rpb246${Buffer.from(id).toString('base64url')}`,
    version: 1,
    locale: 'en-US',
    entitlements: [],
    entitlement_sku_ids: [],
    app_permissions: String(APP_PERMISSIONS),
    attachment_size_limit: 10_485_760,
    channel_id: channelId,
    authorizing_integration_owners: userInstalled ? { 1: by.id } : { 0: guild?.id ?? '0' },
    ...(guild === null
      ? {
          channel: { id: channelId, type: 1, flags: 0, last_message_id: null, recipients: [userObject(by)] },
          // The bot's own messages, or a private channel into which its user brought it.
          context: userInstalled ? 2 : 1,
          user: userObject(by),
        }
      : {
          channel: channelObject(guild, channelId),
          context: 0,
          guild_id: guild.id,
          guild: { id: guild.id, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
          member: memberObject(by),
        }),
  };
}
