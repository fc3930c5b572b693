// Pure: what a contender of the bench is, and what is said to its process.

/** A passage as every contender is given it. */
export interface BenchPassage {
  readonly key: number;
  readonly title: string;
  readonly text: string;
  /** Where it was embedded before; a contender then stores it and embeds nothing. */
  readonly vector?: number[];
}

/** A way of indexing and asking; each runs in a process of its own. */
export interface Contender {
  /** Embeds the passages and stores them in an empty folder, ready to be opened. */
  index(passages: readonly BenchPassage[], folder: string): Promise<void>;
  /** Opens what `index` left in a folder, or what is there now. */
  open(folder: string): Promise<void>;
  /** Texts found for a question, best first, at most three. */
  ask(question: string): Promise<readonly string[]>;
}

/** A question whose answer is known: a text that holds it is right. */
export interface BenchQuestion {
  readonly question: string;
  readonly answer: string;
}

export type Task =
  | { readonly kind: 'index'; readonly passagesFile: string; readonly folder: string }
  | { readonly kind: 'open'; readonly folder: string }
  | { readonly kind: 'ask'; readonly questions: readonly BenchQuestion[] };

export interface TaskResult {
  /** Of `index` and `open` one, of `ask` one a question. */
  readonly tookMs: readonly number[];
  /** Of `ask`: how many questions were answered by the first text found. */
  readonly right: number;
}
