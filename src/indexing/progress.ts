// Pure.

/** Told how far a build is; `total` is 0 while it is not known. */
export type OnBuildProgress = (progress: {
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly unit: string;
}) => void;
