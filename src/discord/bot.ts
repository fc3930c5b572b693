import type { Services } from '../../commands/services.ts';
import type { FormerQuestions } from '../chat/former-questions.ts';
import type { Reply } from '../chat/reply.ts';
import type { Snapshot } from '../library/library.ts';
import type { Records } from '../library/records.ts';
import type { Log } from '../log.ts';
import type { ArticleIndex } from './article-index.ts';
import type { ActionRow, Message } from './render/message.ts';

/** What commands and buttons are given of the bot. */
export interface Bot {
  readonly services: Services;
  readonly records: Records;
  readonly log: Log;
  /** By person and channel. */
  readonly formerQuestions: FormerQuestions;
  /** Days for which questions are kept. */
  readonly keptDays: number;
  /** Shards of the whole bot, as far as they are known; at least 1. */
  readonly shardCount: number;
  /** The served generation without building one; `null` before the first. */
  served(): Promise<Snapshot | null>;
  articlesOf(snapshot: Snapshot): Promise<ArticleIndex>;
  /** Draws a reply, with buttons below its last message. */
  draw(reply: Pick<Reply, 'blocks'>, rows?: readonly ActionRow[]): readonly Message[];
}
