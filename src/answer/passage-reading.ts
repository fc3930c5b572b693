// Pure but for what it keeps beside the passages and articles themselves, for as long as they are kept.
import type { StoredPassage } from '../library/library.ts';
import { type ExpectedKind, valuesOf } from './expected-kind.ts';
import { type SearchableText, searchable } from './names-in-text.ts';
import { foldText, type StemList, searchedStems } from './words.ts';

/** What is read in an article whatever is asked. */
export interface ArticleReading {
  /** Stems of its title's words (`searchedStems`). */
  readonly titleStems: StemList;
  /** Title and text, to be searched for names. */
  readonly searchable: SearchableText;
}

/** What is read in a sentence of a passage whatever is asked. */
export interface SentenceReading {
  /** Stems of its words (`searchedStems`). */
  readonly stems: StemList;
  /** Whether it asks something itself. */
  readonly asks: boolean;
  /**
   * What it holds of a kind (`valuesOf`).
   * @param text of the sentence: kept nowhere, since it would keep the whole article in memory
   */
  values(kind: ExpectedKind, text: string): readonly string[];
  /** Its names and numbers, folded. @param text as of `values` */
  tells(text: string): readonly string[];
}

/** An article as far as it is read here. */
interface ReadableArticle {
  readonly title: string;
  readonly text: string;
}

const articleReadings = new WeakMap<ReadableArticle, ArticleReading>();
const passageReadings = new WeakMap<StoredPassage, readonly SentenceReading[]>();

/** Reads an article once for all questions. */
export function readArticle(article: ReadableArticle): ArticleReading {
  const known = articleReadings.get(article);
  if (known !== undefined) return known;
  const { title, text } = article;
  const reading = { titleStems: searchedStems(title), searchable: searchable(title, text) };
  articleReadings.set(article, reading);
  return reading;
}

/**
 * Reads the sentences of a passage once for all questions: the news of the day is asked about again and again.
 * @param text of its article
 * @returns in text order
 */
export function readSentences(passage: StoredPassage, text: string): readonly SentenceReading[] {
  const known = passageReadings.get(passage);
  if (known !== undefined) return known;
  const { span, sentences } = passage;
  const readings = sentences.map(({ start, end }) =>
    readSentence(text.slice(span.start + start, span.start + end)),
  );
  passageReadings.set(passage, readings);
  return readings;
}

const ASKS = /\?["”’'»)]*$/u;

const NAMES_AND_NUMBERS = /\p{Lu}[\p{L}\p{N}’'-]+|\p{N}[\p{N}.,]*/gu;

function readSentence(sentence: string): SentenceReading {
  let told: readonly string[] | undefined;
  const valuesBy = new Map<ExpectedKind, readonly string[]>();
  return {
    stems: searchedStems(sentence),
    asks: ASKS.test(sentence),
    values(kind, text) {
      const known = valuesBy.get(kind);
      if (known !== undefined) return known;
      const values = valuesOf(kind, text);
      valuesBy.set(kind, values);
      return values;
    },
    tells(text) {
      told ??= (text.match(NAMES_AND_NUMBERS) ?? []).map(foldText);
      return told;
    },
  };
}
