import { z } from 'zod';
import { DEFAULT_SETTINGS, type GuildSettings } from '../records.ts';
import { type Database, decoded } from './database.ts';

const ids = z.array(z.string());

/** Statements over what servers have set. */
export function createSettingsStore(database: Database) {
  const select = database.prepare<[string], { public_channels: string; moderator_roles: string }>(
    'SELECT public_channels, moderator_roles FROM guild_settings WHERE guild_id = ?',
  );
  const upsert = database.prepare(
    `INSERT INTO guild_settings VALUES (?, ?, ?) ON CONFLICT (guild_id) DO UPDATE
     SET public_channels = excluded.public_channels, moderator_roles = excluded.moderator_roles`,
  );
  const drop = database.prepare('DELETE FROM guild_settings WHERE guild_id = ?');

  const read = (guildId: string): GuildSettings => {
    const row = select.get(guildId);
    if (row === undefined) return DEFAULT_SETTINGS;
    return decoded(database, () => ({
      publicChannels: ids.parse(JSON.parse(row.public_channels)),
      moderatorRoles: ids.parse(JSON.parse(row.moderator_roles)),
    }));
  };
  const change = database.transaction((guildId: string, changed: Partial<GuildSettings>): GuildSettings => {
    const settings = { ...read(guildId), ...changed };
    upsert.run(guildId, JSON.stringify(settings.publicChannels), JSON.stringify(settings.moderatorRoles));
    return settings;
  });

  return {
    settings: read,
    change: (guildId: string, changed: Partial<GuildSettings>): GuildSettings =>
      change.immediate(guildId, changed),
    drop: (guildId: string): number => drop.run(guildId).changes,
  };
}

/** Statements over what servers have set. */
export type SettingsStore = ReturnType<typeof createSettingsStore>;
