// Pure. How far a confidence may be believed.

/** A question's outcome, answered or not: what was claimed of the first quote, and whether it holds the answer. */
export interface Judged {
  /** 0…1. */
  readonly confidence: number;
  readonly isRight: boolean;
}

/** Quotes of about one confidence. */
export interface ReliabilityRow {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean confidence claimed; `null` where there are none. */
  readonly claimed: number | null;
  /** Share that is right; `null` where there are none. */
  readonly right: number | null;
}

const BINS = 10;

/** The reliability table: in each tenth of the scale, what was claimed beside what was right. */
export function reliability(judged: readonly Judged[]): readonly ReliabilityRow[] {
  return Array.from({ length: BINS }, (_, bin) => {
    const inBin = judged.filter(
      ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin,
    );
    const { length: n } = inBin;
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      n,
      claimed: n === 0 ? null : inBin.reduce((sum, { confidence }) => sum + confidence, 0) / n,
      right: n === 0 ? null : inBin.filter(({ isRight }) => isRight).length / n,
    };
  });
}

/** What a threshold would do. */
export interface CoverageRow {
  readonly threshold: number;
  /** Share of all questions that would be answered. */
  readonly coverage: number;
  /** Share of the answers that would be wrong; `null` where none would be given. */
  readonly risk: number | null;
}

const THRESHOLDS = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);

/** The risk-coverage curve, by ascending threshold. */
export function riskCoverage(judged: readonly Judged[]): readonly CoverageRow[] {
  return THRESHOLDS.map((threshold) => {
    const answered = judged.filter(({ confidence }) => confidence >= threshold);
    return {
      threshold,
      coverage: judged.length === 0 ? 0 : answered.length / judged.length,
      risk:
        answered.length === 0 ? null : answered.filter(({ isRight }) => !isRight).length / answered.length,
    };
  });
}
