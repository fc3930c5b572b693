import { DEFAULT_SETTINGS, type GuildSettings } from '../records.ts';
import type { Database } from './database.ts';

const COLUMNS = 'public_channels AS "publicChannels", moderator_roles AS "moderatorRoles"';

/** Statements over what servers have set. */
export function createSettingsStore(database: Database) {
  const { schema } = database;
  return {
    async settings(guildId: string): Promise<GuildSettings> {
      const [found] = await database.rows<GuildSettings>(
        `SELECT ${COLUMNS} FROM ${schema}.guild_settings WHERE guild_id = $1`,
        [guildId],
      );
      return found ?? DEFAULT_SETTINGS;
    },

    async change(guildId: string, changed: Partial<GuildSettings>): Promise<GuildSettings> {
      const first = { ...DEFAULT_SETTINGS, ...changed };
      const [set] = await database.transaction((session) =>
        session.rows<GuildSettings>(
          `INSERT INTO ${schema}.guild_settings AS g VALUES ($1, $2, $3)
           ON CONFLICT (guild_id) DO UPDATE
           SET public_channels = coalesce($4, g.public_channels), moderator_roles = coalesce($5, g.moderator_roles)
           RETURNING ${COLUMNS}`,
          [
            guildId,
            first.publicChannels,
            first.moderatorRoles,
            changed.publicChannels ?? null,
            changed.moderatorRoles ?? null,
          ],
        ),
      );
      return set as GuildSettings;
    },

    /** Removes what a server has set, its questions and their votes. */
    async forgetGuild(guildId: string): Promise<void> {
      await database.transaction(async (session) => {
        await session.rows(`DELETE FROM ${schema}.questions WHERE guild_id = $1`, [guildId]);
        await session.rows(`DELETE FROM ${schema}.guild_settings WHERE guild_id = $1`, [guildId]);
      });
    },
  };
}
