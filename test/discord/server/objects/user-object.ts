import type { JsonObject } from '../json.ts';
import type { Person, World } from '../world.ts';

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
