import { createHash } from 'node:crypto';
import type { RecordsContents } from '../records.ts';

/** What records hold, for comparing two keepers of them. */
export interface RecordsDigest {
  readonly questions: number;
  readonly votes: number;
  readonly settings: number;
  /** sha256 (hex) over everything, the key of votes included. */
  readonly sha256: string;
}

/** Reads everything once. */
export async function digestRecords({
  voteKey,
  settings,
  questions,
}: RecordsContents): Promise<RecordsDigest> {
  const counts = { questions: 0, votes: 0, settings: 0 };
  const hash = createHash('sha256').update(voteKey);
  const add = (...values: readonly unknown[]) => hash.update(`${JSON.stringify(values)}\n`);
  for await (const { guildId, publicChannels, moderatorRoles } of settings) {
    counts.settings++;
    add(guildId, publicChannels, moderatorRoles);
  }
  for await (const { id, askedAt, question, topic, kind, guildId, quotes, votes } of questions) {
    counts.questions++;
    counts.votes += votes.length;
    add(id, askedAt, question, topic, kind, guildId);
    for (const quote of quotes) {
      const { articleId, start, end, highlightStart, highlightEnd, textSha256, alsoIn } = quote;
      add(articleId, start, end, highlightStart, highlightEnd, textSha256, alsoIn);
    }
    for (const { voter, vote } of votes) add(Buffer.from(voter).toString('hex'), vote);
  }
  return { ...counts, sha256: hash.digest('hex') };
}
