// Pure.
import { stemmer } from 'stemmer';

/** How far a summary agrees with a reference, 0…1. */
export interface RougeScores {
  readonly rouge1: number;
  readonly rouge2: number;
  /** Summary level: for each reference sentence the union of its longest common subsequences. */
  readonly rougeL: number;
}

/** Shorter words are compared as they are, as the published scorers do. */
const LEAST_STEMMED = 4;

/** Words as ROUGE counts them: runs of Latin letters and digits, lower case, Porter stems of four letters and more. */
function rougeWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
  return words.map((word) => (word.length < LEAST_STEMMED ? word : stemmer(word)));
}

/**
 * ROUGE-1, -2 and -L as F1 with stemming and without stop words taken out
 * (Lin 2004, https://aclanthology.org/W04-1013; -L as ROUGE-1.5.5 scores summaries of several sentences).
 * @param summary its sentences, in order
 * @param reference its sentences, in order
 */
export function rouge(summary: readonly string[], reference: readonly string[]): RougeScores {
  const candidate = summary.map(rougeWords);
  const target = reference.map(rougeWords);
  const [words, targetWords] = [candidate.flat(), target.flat()];
  return {
    rouge1: f1(sharedCount(words, targetWords), words.length, targetWords.length),
    rouge2: f1(
      sharedCount(pairsOf(words), pairsOf(targetWords)),
      Math.max(0, words.length - 1),
      Math.max(0, targetWords.length - 1),
    ),
    rougeL: f1(unionOfSubsequences(candidate, target), words.length, targetWords.length),
  };
}

function f1(hits: number, candidates: number, targets: number): number {
  return hits === 0 ? 0 : (2 * hits) / (candidates + targets);
}

function pairsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, index) => `${words[index]} ${word}`);
}

/** Items that two lists have in common, each as often as in the list that has it less often. */
function sharedCount(a: readonly string[], b: readonly string[]): number {
  const left = counted(b);
  return a.filter((item) => take(left, item)).length;
}

/** Words of the target that a longest common subsequence with some candidate sentence covers, none counted twice. */
function unionOfSubsequences(
  candidate: readonly (readonly string[])[],
  target: readonly (readonly string[])[],
): number {
  const leftOfCandidate = counted(candidate.flat());
  const leftOfTarget = counted(target.flat());
  let hits = 0;
  for (const sentence of target) {
    const covered = new Set(candidate.flatMap((other) => commonSubsequence(sentence, other)));
    for (const at of covered) {
      const word = sentence[at] as string;
      if ((leftOfCandidate.get(word) ?? 0) > 0 && take(leftOfTarget, word)) {
        take(leftOfCandidate, word);
        hits++;
      }
    }
  }
  return hits;
}

function counted(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, item: string): boolean {
  const left = counts.get(item) ?? 0;
  if (left > 0) counts.set(item, left - 1);
  return left > 0;
}

/** Indexes of `a` that a longest common subsequence of `a` and `b` takes. */
function commonSubsequence(a: readonly string[], b: readonly string[]): readonly number[] {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      lengths[i * width + j] =
        a[i - 1] === b[j - 1]
          ? (lengths[(i - 1) * width + j - 1] as number) + 1
          : Math.max(lengths[(i - 1) * width + j] as number, lengths[i * width + j - 1] as number);
    }
  }
  const taken: number[] = [];
  let [i, j] = [a.length, b.length];
  while (i > 0 && j > 0) {
    if (a[i - 1] === b[j - 1]) {
      taken.push(i - 1);
      i--;
      j--;
    } else if ((lengths[i * width + j - 1] as number) > (lengths[(i - 1) * width + j] as number)) j--;
    else i--;
  }
  return taken;
}
