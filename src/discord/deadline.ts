/** A time within which work must go on. */
export interface Deadline {
  /** Resolves when it has passed; never after its end. */
  readonly passed: Promise<void>;
  /** The time begins anew. */
  readonly restart: () => void;
  /** It does not pass until `restart`. */
  readonly stop: () => void;
  /** Nothing restarts it after this. */
  readonly end: () => void;
}

/** Begins one. */
export function createDeadline(ms: number): Deadline {
  let timer: NodeJS.Timeout | undefined;
  let hasEnded = false;
  let pass = () => {};
  const passed = new Promise<void>((resolve) => {
    pass = resolve;
  });
  const stop = () => clearTimeout(timer);
  const restart = () => {
    stop();
    if (!hasEnded) timer = setTimeout(pass, ms);
  };
  restart();
  return {
    passed,
    restart,
    stop,
    end() {
      hasEnded = true;
      stop();
    },
  };
}
