// Pure: the port of what is kept and searched. The adapters are `createSqliteLibrary` and `createPostgresLibrary`;
// the contract suite in test/library/contract.ts describes both.
import type { Article, ArticleFacts } from '../corpus/article.ts';
import type { Span } from '../corpus/span.ts';

/** Numbers one stored version of an article; versions are never altered. */
export type ArticleKey = number;
/** Numbers one passage of one stored article version. */
export type PassageKey = number;

/** A sentence of a passage, with the rows of the passage's token states that belong to it. */
export interface SentenceTokens extends Span {
  /** Offsets are relative to the passage's start. Token rows are half-open; row 0 of a passage is `[CLS]`. */
  readonly tokenStart: number;
  readonly tokenEnd: number;
}

/** All that one forward pass over a passage's text left behind; independent of where the passage stands. */
export interface Evidence {
  /** Unit vector of the passage. */
  readonly vector: Float32Array;
  /** One bit a dimension, `dimensions / 8` bytes a token row (`[CLS]` and `[SEP]` included), in row order. */
  readonly codes: Uint8Array;
  readonly sentences: readonly SentenceTokens[];
}

/** A passage to be stored. */
export interface NewPassage {
  /** Half-open range of the article's text. */
  readonly span: Span;
  /** Names the evidence: sha256 (hex) over model, evidence layout and the passage's text. */
  readonly evidenceHash: string;
  /** Word pieces, without special tokens. */
  readonly pieces: number;
}

/** An article version to be stored, whole, in one transaction. */
export interface NewArticle {
  readonly article: Article;
  /** sha256 (hex) over everything that could change its passages or how it is shown. */
  readonly versionHash: string;
  /** MinHash signature of its text, for near-copies. */
  readonly signature: Uint32Array;
  readonly passages: readonly NewPassage[];
  /** Evidence that the library does not hold yet, by `evidenceHash`. */
  readonly evidence: ReadonlyMap<string, Evidence>;
}

/** One article of a generation. */
export interface GenerationMember {
  readonly articleKey: ArticleKey;
  /** Path of its seed file, relative to the seeds folder. */
  readonly file: string;
  /**
   * Where the same story is told by another member, that member's key (a member without one itself), else
   * `null`. An exact copy is a member without searchable passages; a near-copy keeps its own.
   */
  readonly duplicateOf: ArticleKey | null;
  readonly exactCopy: boolean;
}

/** What an outcome of `prove` is: facts by name, in the order in which they were checked. */
export type ProofFacts = Readonly<Record<string, number | string | boolean | null>>;

/** A build of the index that can be served. */
export interface GenerationInfo {
  /** Counts up from 1; never used twice. */
  readonly generation: number;
  /** ISO 8601 moment at which it was completed. */
  readonly indexedAt: string;
  readonly modelId: string;
  /** Absolute path of the seeds it was built from. */
  readonly seedsFolder: string;
  readonly articles: number;
  readonly passages: number;
  readonly duplicates: number;
  /** publishedAt of its newest dated article. */
  readonly newestPublishedAt: string | null;
}

export interface ScoredPassage {
  readonly passageKey: PassageKey;
  /** Cosine (−1…1) for `nearest`, BM25 (above 0) for `matching`: higher is better in both. */
  readonly score: number;
}

/** A word of the index. */
export interface IndexedWord {
  /** Porter stem, folded. */
  readonly stem: string;
  /** Passages that hold it, above 0. */
  readonly frequency: number;
}

/** Which passages a search may find; an absent field does not limit. */
export interface PassageFilter {
  readonly articleKey?: ArticleKey;
  /** Only articles published at or after this ISO 8601 date or moment; undated articles are left out. */
  readonly since?: string;
  /** Only articles published before this ISO 8601 date or moment; undated articles are kept. */
  readonly before?: string;
}

/** A passage with what is needed to choose a sentence of it. */
export interface StoredPassage extends Evidence {
  readonly passageKey: PassageKey;
  readonly articleKey: ArticleKey;
  readonly ordinal: number;
  readonly span: Span;
}

export interface StoredArticle extends Article {
  readonly articleKey: ArticleKey;
  readonly signature: Uint32Array;
  /** False where the text's sha256 no longer agrees with the one stored beside it: quote nothing of it. */
  readonly intact: boolean;
}

export interface ListedArticle extends ArticleFacts {
  readonly articleKey: ArticleKey;
  readonly file: string;
  readonly duplicateOf: ArticleKey | null;
  readonly exactCopy: boolean;
  readonly passages: number;
  readonly characters: number;
}

/** A read-only view of one generation; what it returns does not change while another one is built or served. */
export interface Snapshot {
  readonly info: GenerationInfo;
  /** The `limit` passages nearest to a unit vector, best first. Exact where a filter leaves few. */
  nearest(vector: Float32Array, limit: number, filter?: PassageFilter): Promise<readonly ScoredPassage[]>;
  /**
   * The `limit` passages that best match any of the words by BM25 over title and body (porter stems, case and
   * diacritics folded), best first. Words are data: no query syntax is read in them.
   */
  matching(
    words: readonly string[],
    limit: number,
    filter?: PassageFilter,
  ): Promise<readonly ScoredPassage[]>;
  /** In how many passages each porter stem stands (0 where in none), in the order asked. */
  documentFrequencies(stems: readonly string[]): Promise<readonly number[]>;
  /** The indexed words whose stems begin with some letters and have so many characters, in the order of their letters. */
  wordsBeginning(
    letters: string,
    characters: { readonly least: number; readonly most: number },
  ): Promise<readonly IndexedWord[]>;
  /** The article of each passage, in the order asked; `null` for one that this generation does not hold. */
  articleKeys(keys: readonly PassageKey[]): Promise<readonly (ArticleKey | null)[]>;
  /** The passages by key, in the order asked; keys that this generation does not hold are left out. */
  passages(keys: readonly PassageKey[]): Promise<readonly StoredPassage[]>;
  /** The passages of one article in text order: all, or those with ordinals from the first to the last. */
  passagesOf(
    articleKey: ArticleKey,
    ordinals?: { readonly first: number; readonly last: number },
  ): Promise<readonly StoredPassage[]>;
  /** An article with its text, or `null` where the generation does not hold it. */
  article(articleKey: ArticleKey): Promise<StoredArticle | null>;
  /** Every article, newest first, undated ones last by title. */
  articles(): Promise<readonly ListedArticle[]>;
}

/** Held by the one process that rebuilds; freed by the system when its holder dies. */
export interface RebuildLock {
  release(): Promise<void>;
}

/** Which stored versions there are: how an incremental build finds what it need not do again. */
export interface KnownVersion {
  readonly articleKey: ArticleKey;
  readonly signature: Uint32Array;
}

/**
 * Articles, passages, evidence and generations. Every method may throw ExpectedError `database-damaged` or `disk-full`;
 * on a server `database-unreachable`, `database-refused` or `database-read-only`, too.
 */
export interface Library {
  /**
   * The served generation, loaded; `null` before the first build. Follows a pointer moved by another process, which
   * may be heard of some seconds late.
   */
  current(): Promise<Snapshot | null>;
  /** The served generation's facts without loading its index, as late as `current`. */
  served(): Promise<GenerationInfo | null>;
  /** What another process has served until now is known to `current` and `served` from then on. */
  refresh(): Promise<void>;
  /** The generation that a rollback would serve, without loading its index; `null` where there is none. */
  former(): Promise<GenerationInfo | null>;
  /** Any kept generation (served, former, or built and not yet served), or `null`. */
  snapshot(generation: number): Promise<Snapshot | null>;

  /** Refreshes, too. @throws ExpectedError `index-busy` when another process rebuilds. */
  lock(): Promise<RebuildLock>;
  /**
   * Reads all that is stored, as far as its pages go, before something is built upon it.
   * @throws ExpectedError `database-damaged`.
   */
  checkWhole(): Promise<void>;
  /** `null` where the version is not stored, or not as it is given: storing it again mends that. */
  knownVersion(version: Pick<NewArticle, 'versionHash' | 'article'>): Promise<KnownVersion | null>;
  /** Which of the hashes have stored evidence. */
  knownEvidence(hashes: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Versions as they were stored, with all their evidence, in the order asked: what another library needs to store
   * them, too. Keys that are not stored are left out.
   * @throws ExpectedError `database-damaged` where a text no longer agrees with its checksum.
   */
  entries(articleKeys: readonly ArticleKey[]): Promise<readonly NewArticle[]>;
  /** Stores a version once; storing the same `versionHash` again returns the same key. */
  storeArticle(entry: NewArticle): Promise<ArticleKey>;
  /** Stores several, in one transaction. @returns their keys, in the order given, in which new ones ascend */
  storeArticles(entries: readonly NewArticle[]): Promise<readonly ArticleKey[]>;
  /** Builds a generation beside the served one, its vector index included, and returns it unserved. */
  buildGeneration(build: {
    readonly members: readonly GenerationMember[];
    readonly modelId: string;
    readonly seedsFolder: string;
    readonly indexedAt: string;
    readonly onProgress?: (done: number, total: number) => void;
  }): Promise<GenerationInfo>;
  /** Members of a kept generation, for comparing two builds. */
  members(
    generation: number,
  ): Promise<readonly (GenerationMember & { readonly versionHash: string; readonly id: string })[]>;
  /** Share (0…1) of exact nearest neighbours that the vector index finds, over `sample` stored vectors. */
  checkVectorIndex(
    generation: number,
    sample: number,
  ): Promise<{ readonly recall: number; readonly checked: number }>;
  /**
   * Moves the pointer in one transaction, keeps the facts of the proof, then drops what is older than the former one.
   * @param former what a rollback serves; the generation served until now unless told, `null` for none
   */
  serve(generation: number, proof: ProofFacts, former?: number | null): Promise<void>;
  /** Drops a generation that was built and never served; its articles stay known until the next swap. */
  discard(generation: number): Promise<void>;
  /** Serves the former generation again. @throws ExpectedError `no-former-generation`. */
  rollback(): Promise<GenerationInfo>;
  close(): Promise<void>;
}
