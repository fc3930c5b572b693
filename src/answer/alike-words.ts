// Pure. Which words of a sentence a question's words were matched with by meaning.
import { tokenSimilarities } from '../embedding/token-codes.ts';
import type { ExaminedPassage } from './find-passages.ts';
import type { PreparedQuestion } from './question.ts';
import { carriesMeaning, foldedWords, stemOf } from './words.ts';

/** From this similarity (about −1…1) on two words are called alike: `troops` and `soldiers`, not `troops` and `door`. */
const ALIKE = 0.5;

/** A word as it is written, with its rows among the tokens. */
interface TokenRows {
  readonly written: string;
  readonly stem: string;
  readonly start: number;
  readonly end: number;
}

/**
 * For each stem of the question\'s terms the word of the best sentence that is most like it in meaning, by the
 * same similarities of tokens that chose the sentence; none where no word of meaning is like it, or is the same.
 * @param tokenize word pieces of a text, without special tokens
 */
export function alikeWords(
  question: PreparedQuestion,
  { article, passage, best }: ExaminedPassage,
  tokenize: (text: string) => readonly number[],
): ReadonlyMap<string, string> {
  const sentence = passage.sentences.find(({ start }) => passage.span.start + start === best.start);
  if (sentence === undefined) return new Map();
  const similarities = tokenSimilarities(question.tokens, passage.codes);
  const { count } = question.tokens;
  const told = rowsOf(article.text.slice(best.start, best.end), sentence.tokenStart, tokenize);
  const held = new Set(told.map(({ stem }) => stem));
  const askedStems = new Set(question.terms.map(({ stem }) => stem));
  // A word that matches one of the question's already stands for no other.
  const free = told.filter(({ stem }) => !askedStems.has(stem));
  const alike = new Map<string, string>();
  for (const asked of rowsOf(question.readAs, 0, tokenize)) {
    if (held.has(asked.stem)) continue;
    let most = ALIKE;
    for (const word of free) {
      const similarity = meanOfBest(similarities, count, asked, word);
      if (similarity < most) continue;
      most = similarity;
      alike.set(asked.stem, word.written);
    }
  }
  return alike;
}

/** The words of a text that carry meaning, with their rows; the tokenizer never looks across a space. */
function rowsOf(
  text: string,
  firstRow: number,
  tokenize: (text: string) => readonly number[],
): readonly TokenRows[] {
  let row = firstRow;
  return text.split(/\s+/u).flatMap((written): readonly TokenRows[] => {
    const start = row;
    row += tokenize(written).length;
    const [word, second] = foldedWords(written);
    if (word === undefined || second !== undefined || !carriesMeaning(word)) return [];
    return [
      {
        written: written.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''),
        stem: stemOf(word),
        start,
        end: row,
      },
    ];
  });
}

/** For each token of an asked word its best similarity with the tokens of a told one, on average. */
function meanOfBest(similarities: Float32Array, count: number, asked: TokenRows, told: TokenRows): number {
  let sum = 0;
  for (let token = asked.start; token < asked.end; token++) {
    let best = -1;
    for (let row = told.start; row < told.end; row++) {
      best = Math.max(best, similarities[row * count + token] ?? -1);
    }
    sum += best;
  }
  return sum / (asked.end - asked.start || 1);
}
