import type { ArticleKey, PassageKey, Snapshot, StoredArticle, StoredPassage } from '../library/library.ts';
import { createLru } from '../lru.ts';

/** Passages that are kept: at most 10 kB each, most of it token codes. Four times as many save no time on new questions. */
const KEPT_PASSAGES = 2_000;
/** Characters of articles that are kept, two bytes each at most. */
const KEPT_CHARACTERS = 2_000_000;

/**
 * A snapshot that keeps what was read of it last: the news of the day is asked about again and again. For choosing
 * only: what is shown is read anew.
 */
export function keepReading(snapshot: Snapshot): Snapshot {
  const passages = createLru<PassageKey, StoredPassage>(KEPT_PASSAGES);
  const articles = createLru<ArticleKey, StoredArticle>(KEPT_CHARACTERS, ({ text }) => text.length + 1);
  /** Which passages stood at some places of an article. */
  const placed = createLru<string, readonly PassageKey[]>(KEPT_PASSAGES);

  async function passagesWith(keys: readonly PassageKey[]): Promise<readonly StoredPassage[]> {
    const found = new Map<PassageKey, StoredPassage>();
    const missing = keys.filter((key) => {
      const kept = passages.get(key);
      if (kept !== undefined) found.set(key, kept);
      return kept === undefined;
    });
    for (const passage of missing.length === 0 ? [] : await snapshot.passages(missing)) {
      passages.set(passage.passageKey, passage);
      found.set(passage.passageKey, passage);
    }
    return keys.flatMap((key) => found.get(key) ?? []);
  }

  return {
    ...snapshot,

    passages: passagesWith,

    async passagesOf(articleKey, ordinals) {
      if (ordinals === undefined) return snapshot.passagesOf(articleKey);
      const place = `${articleKey} ${ordinals.first} ${ordinals.last}`;
      const keys = placed.get(place);
      const kept = keys === undefined ? [] : await passagesWith(keys);
      if (kept.length === keys?.length) return kept;
      const found = await snapshot.passagesOf(articleKey, ordinals);
      // Not kept here: those of an exact copy are found by their place alone.
      placed.set(
        place,
        found.map(({ passageKey }) => passageKey),
      );
      return found;
    },

    async article(articleKey) {
      const kept = articles.get(articleKey);
      if (kept !== undefined) return kept;
      const article = await snapshot.article(articleKey);
      if (article !== null) articles.set(articleKey, article);
      return article;
    },
  };
}
