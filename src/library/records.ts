// Pure: the port of what people leave behind: questions asked, votes and settings. `createSqliteRecords` is the
// first adapter; the contract suite in test/library/records-contract.ts describes every adapter.

/** Quotes of a question that count as shown; the rest is read by few. */
export const COUNTED_QUOTES = 3;

/** A quote, kept so that it can be cut again from the text and compared with what was shown. */
export interface KeptQuote {
  readonly articleId: string;
  /** Half-open range (UTF-16 code units) of the article's text. */
  readonly start: number;
  readonly end: number;
  /** The answering words, within the quote. */
  readonly highlightStart: number;
  readonly highlightEnd: number;
  /** sha256 (hex) of the quoted text: another text at the same place is another quote. */
  readonly textSha256: string;
  /** Ids of other articles that say the same. */
  readonly alsoIn: readonly string[];
}

/** A question that was answered or refused; who asked it is not known. */
export interface NewQuestion {
  readonly question: string;
  /** What it is about: questions with the same topic are counted together. */
  readonly topic: string;
  readonly kind: 'answer' | 'no-answer';
  /** Best first, those that are shown on demand included. */
  readonly quotes: readonly KeptQuote[];
  /** The server in which it was asked; `null` for one asked privately, which no moderator sees. */
  readonly guildId: string | null;
}

/** A kept question. */
export interface KeptQuestion extends NewQuestion {
  /** 12 characters that stand in a URL as they are, drawn at random. */
  readonly id: string;
  /** ISO 8601 moment. */
  readonly askedAt: string;
}

/** What a person thought of an answer. */
export type Vote = 'good' | 'bad';

/** How often questions with the same words were refused or marked bad. */
export interface Gap {
  /** As it was asked last. */
  readonly question: string;
  readonly refused: number;
  readonly bad: number;
}

/** How often an article was among the first `COUNTED_QUOTES` of an answer. */
export interface QuotedArticle {
  readonly articleId: string;
  readonly times: number;
}

/** What the moderators of a server have set. */
export interface GuildSettings {
  /** Channels with public answers; where there is none, answers are public everywhere. */
  readonly publicChannels: readonly string[];
  /** Roles that may moderate besides those with the permission. */
  readonly moderatorRoles: readonly string[];
}

/** The settings of a server that has set nothing. */
export const DEFAULT_SETTINGS: GuildSettings = { publicChannels: [], moderatorRoles: [] };

/** A kept question with its votes, each filed under the keyed hash of question and person. */
export interface QuestionWithVotes extends KeptQuestion {
  /** In the order of the bytes of `voter`. */
  readonly votes: readonly { readonly voter: Uint8Array; readonly vote: Vote }[];
}

/** Everything that is kept, as another keeper takes it over. */
export interface RecordsContents {
  /** The key under which votes are hashed: without it nobody could take a vote back. */
  readonly voteKey: Uint8Array;
  /** By ascending server number, as text. */
  readonly settings: AsyncIterable<GuildSettings & { readonly guildId: string }>;
  /** In the order in which they were kept. */
  readonly questions: AsyncIterable<QuestionWithVotes>;
}

/**
 * Questions, votes and settings. No name or number of a person is kept: a vote is filed under a keyed hash of
 * question and person. Every method may throw ExpectedError `database-damaged`, `database-unreachable`, `disk-full`
 * or `index-busy`.
 */
export interface Records {
  keepQuestion(question: NewQuestion): Promise<KeptQuestion>;
  /** `null` for one that is unknown or no longer kept. */
  question(id: string): Promise<KeptQuestion | null>;
  /** Keeps one vote a person and question: the last one. Does nothing for a question that is not kept. */
  vote(vote: { readonly questionId: string; readonly userId: string; readonly vote: Vote }): Promise<void>;
  /** Removes a person's votes. @returns how many there were */
  forgetUser(userId: string): Promise<number>;
  /** Questions of a server that were refused or marked bad, most often first. */
  gaps(guildId: string, limit: number): Promise<readonly Gap[]>;
  /** Articles that were quoted in a server's answers, most often first. */
  mostQuoted(guildId: string, limit: number): Promise<readonly QuotedArticle[]>;
  /** `DEFAULT_SETTINGS` where nothing was set. */
  settings(guildId: string): Promise<GuildSettings>;
  changeSettings(guildId: string, change: Partial<GuildSettings>): Promise<GuildSettings>;
  /** Removes a server's questions, with their votes, and its settings. */
  forgetGuild(guildId: string): Promise<void>;
  /** Removes questions asked before an ISO 8601 moment, with their votes. @returns how many there were */
  dropBefore(moment: string): Promise<number>;
  /** Everything that is kept, read page by page. */
  contents(): Promise<RecordsContents>;
  /** Puts other contents in the place of everything that is kept, whole or, where it fails, not at all. */
  takeOver(contents: RecordsContents): Promise<void>;
  close(): Promise<void>;
}
