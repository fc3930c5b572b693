import type { PassageFilter, Snapshot, StoredArticle, StoredPassage } from '../library/library.ts';
import { type AnswerEvidence, confidenceOf } from './confidence.ts';
import { articleWords, missingNames, namesOf } from './names.ts';
import type { PreparedQuestion } from './question.ts';
import { type Candidate, retrieve } from './retrieve.ts';
import { type ScoredSentence, scoreSentences, shareOfIdf } from './score-sentences.ts';
import { stemSet } from './words.ts';

/** Passages whose sentences are looked at; five give the answer as often, ten leave enough different articles. */
const EXAMINED_PASSAGES = 10;
/** What a passage's best sentence adds to its place: fused scores differ by tenths, sentence scores by whole points. */
const SENTENCE_WEIGHT = 0.1;

/** A passage looked into: its sentences, the best of them, and how sure it makes. */
export interface ExaminedPassage {
  readonly passage: StoredPassage;
  readonly article: StoredArticle;
  readonly sentences: readonly ScoredSentence[];
  readonly best: ScoredSentence;
  /** Orders the passages of one question. */
  readonly score: number;
  readonly evidence: AnswerEvidence;
  readonly confidence: number;
}

/** The passages that answer a question best, best first, after a look at their sentences. */
export async function findPassages(
  question: PreparedQuestion,
  snapshot: Snapshot,
  filter: PassageFilter,
): Promise<readonly ExaminedPassage[]> {
  const candidates = await retrieve(question, snapshot, EXAMINED_PASSAGES, filter);
  const passages = await snapshot.passages(candidates.map(({ passageKey }) => passageKey));
  const articles = await articlesOf(passages, snapshot);
  const byKey = new Map<number, Candidate>(candidates.map((candidate) => [candidate.passageKey, candidate]));
  const names = namesOf(question.text);

  return passages
    .flatMap((passage) => {
      const article = articles.get(passage.articleKey);
      const candidate = byKey.get(passage.passageKey);
      return article && candidate ? examine(question, names, passage, article, candidate) : [];
    })
    .sort((a, b) => b.score - a.score || a.passage.passageKey - b.passage.passageKey);
}

function examine(
  question: PreparedQuestion,
  names: readonly string[],
  passage: StoredPassage,
  article: StoredArticle,
  candidate: Candidate,
): readonly ExaminedPassage[] {
  const sentences = scoreSentences(question, passage, article.text);
  const best = sentences.toSorted((a, b) => b.score - a.score)[0];
  if (best === undefined) return [];
  const passageText = article.text.slice(passage.span.start, passage.span.end);
  const stems = stemSet(`${article.title}\n${passageText}`);
  const evidence: AnswerEvidence = {
    late: best.signals.late,
    idfShare: shareOfIdf(question, (stem) => stems.has(stem)),
    missesName: missingNames(names, articleWords(article)).length > 0,
  };
  return [
    {
      passage,
      article,
      sentences,
      best,
      score: candidate.fused + SENTENCE_WEIGHT * best.score,
      evidence,
      confidence: confidenceOf(evidence),
    },
  ];
}

async function articlesOf(
  passages: readonly StoredPassage[],
  snapshot: Snapshot,
): Promise<ReadonlyMap<number, StoredArticle>> {
  const articles = new Map<number, StoredArticle>();
  for (const key of new Set(passages.map(({ articleKey }) => articleKey))) {
    const article = await snapshot.article(key);
    if (article) articles.set(key, article);
  }
  return articles;
}
