import type { Span } from '../corpus/span.ts';
import type { Snapshot } from '../library/library.ts';
import type { Quote } from './answer.ts';
import type { Answerer } from './answerer.ts';
import type { ExaminedPassage } from './find-passages.ts';
import { namesOf } from './names.ts';
import { caseIn, createNameSearch, type SearchableText, searchable } from './names-in-text.ts';
import { otherTellings } from './other-tellings.ts';
import { cutQuote } from './quote.ts';
import { groupStories } from './stories.ts';
import { sentencesOf } from './summarise.ts';
import { returnsToNoun } from './summary/leaning.ts';
import { standAloneUnits } from './summary/stand-alone.ts';
import { sentenceImportance } from './summary/word-importance.ts';
import { contentWords, heldStems, stemOf, stemSet } from './words.ts';

/** A passage that holds less than this share of the topic's words is about something else, */
const LEAST_TOPIC_SHARE = 0.5;
/** and so is one that holds less than this of what the best one holds. */
const SHARE_OF_BEST = 0.75;
/** Two sentences with this share of their words in common say the same. */
const SAME_SHARE = 0.5;

/** What several articles say about a topic. */
export interface TopicSummary {
  readonly about: string;
  /** Each from another story as far as there are as many; newest first, undated ones last. */
  readonly quotes: readonly Quote[];
  readonly generation: number;
}

interface TopicSentence extends Span {
  readonly passage: ExaminedPassage;
  readonly stems: ReadonlySet<string>;
  readonly worth: number;
}

/**
 * The most telling sentences of several articles about a topic: each stands alone, is near to the topic, holds
 * what its article's summary would, and says something that the others do not.
 * @throws ExpectedError `question-empty` or `question-too-long`.
 */
export async function summariseTopic(
  topic: string,
  snapshot: Snapshot,
  { answerer, count }: { readonly answerer: Answerer; readonly count: number },
): Promise<TopicSummary> {
  const about = bareTopic(topic);
  const found = (await answerer.examine(about, snapshot)).filter(({ article }) => article.intact);
  const examined = withNamesOf(about, found);
  const shares = examined.map((passage) => topicShare(about, passage));
  const least = Math.max(LEAST_TOPIC_SHARE, SHARE_OF_BEST * Math.max(0, ...shares));
  const passages = examined.filter((_, index) => (shares[index] as number) >= least);
  const nearest = Math.max(0, ...passages.map(({ best }) => best.score)) || 1;
  const sentences: TopicSentence[] = [];
  for (const passage of passages) sentences.push(...(await tellingSentences(passage, snapshot, nearest)));

  const stories = groupStories(await snapshot.articles());
  const storyOf = ({ passage }: TopicSentence) => stories.storyOf(passage.article.articleKey);
  const chosen = choose(sentences, count, storyOf).toSorted(newestFirst);
  const quotes: Quote[] = [];
  for (const { passage, worth, start, end } of chosen) {
    const quote = cutQuote(
      passage.article,
      { start, end },
      {
        highlight: { start, end },
        score: worth,
        alsoIn: await otherTellings(passage.article, { start, end }, { snapshot, stories }),
      },
    );
    if (quote !== null) quotes.push(quote);
  }
  return { about, quotes, generation: snapshot.info.generation };
}

/** A topic without the words that only ask for it, as `a summary of what is known about`. */
function bareTopic(topic: string): string {
  return (
    topic
      .replace(
        /^\s*(?:(?:give me |show me )?(?:a |the )?(?:summary|overview) (?:of|on|about) )?(?:(?:what (?:is|do we) (?:known?|new)|everything|all|the latest|news) (?:about|on|of|from) )?/iu,
        '',
      )
      .replace(/[\s?!.]+$/u, '') || topic
  );
}

/** The passages whose articles hold every name of the topic: what says nothing of Sudan is not about its war. */
function withNamesOf(topic: string, passages: readonly ExaminedPassage[]): readonly ExaminedPassage[] {
  const texts = new Map(passages.map(({ article }) => [article, searchable(article.title, article.text)]));
  const searches = namesOf(topic, (word) => caseIn(word, [...texts.values()])).map(createNameSearch);
  const isNamed = (text: SearchableText | undefined) =>
    text !== undefined && searches.every((missingShare) => missingShare(text) === 0);
  return passages.filter(({ article }) => isNamed(texts.get(article)));
}

/** Share (0…1) of the topic's words that stand in a passage or its article's title. */
function topicShare(topic: string, { article, passage }: ExaminedPassage): number {
  const stems = contentWords(topic).map(stemOf);
  const text = `${article.title}\n${article.text.slice(passage.span.start, passage.span.end)}`;
  return stems.length === 0 ? 0 : heldStems(text, stems).size / stems.length;
}

/** The sentences of a passage that stand alone, with what each is worth. */
async function tellingSentences(
  passage: ExaminedPassage,
  snapshot: Snapshot,
  nearest: number,
): Promise<readonly TopicSentence[]> {
  const { text, articleKey } = passage.article;
  const spans = sentencesOf(await snapshot.passagesOf(articleKey));
  const importance = sentenceImportance(spans.map(({ start, end }) => text.slice(start, end)));
  return standAloneUnits(text, spans).flatMap(({ first, last }): readonly TopicSentence[] => {
    const span = spans[first] as Span;
    const scored = passage.sentences.find(({ start, end }) => start === span.start && end === span.end);
    const sentence = text.slice(span.start, span.end);
    // Away from its article, even `The letter` would dangle.
    if (first !== last || scored === undefined || returnsToNoun(sentence, text.slice(0, span.start)))
      return [];
    return [
      {
        ...span,
        passage,
        stems: stemSet(contentWords(sentence).join(' ')),
        worth: ((importance[first] as number) * Math.max(0, scored.score)) / nearest,
      },
    ];
  });
}

/** The worthiest sentences that say different things: one a story first, then further ones. */
function choose<Story>(
  sentences: readonly TopicSentence[],
  count: number,
  storyOf: (sentence: TopicSentence) => Story,
): readonly TopicSentence[] {
  const chosen: TopicSentence[] = [];
  const ranked = sentences.toSorted((a, b) => b.worth - a.worth);
  for (const isNewStory of [true, false]) {
    for (const sentence of ranked) {
      if (chosen.length >= count) break;
      const repeats = chosen.some(
        (other) =>
          saySame(other.stems, sentence.stems) || (isNewStory && storyOf(other) === storyOf(sentence)),
      );
      if (!repeats) chosen.push(sentence);
    }
  }
  return chosen;
}

function saySame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = [...a].filter((stem) => b.has(stem)).length;
  return shared >= SAME_SHARE * Math.min(a.size, b.size);
}

function newestFirst(a: TopicSentence, b: TopicSentence): number {
  const dateMs = ({ passage }: TopicSentence) => Date.parse(passage.article.publishedAt ?? '') || 0;
  return (
    dateMs(b) - dateMs(a) || a.passage.article.articleKey - b.passage.article.articleKey || a.start - b.start
  );
}
