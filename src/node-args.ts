/** Megabytes of young objects in a process that answers, three times over; package.json and Dockerfile start the first one so. */
export const ANSWERING_YOUNG_MB = 4;

/**
 * How Node is told to run a child's TypeScript, by the loader's own address: a child in another working folder finds it,
 * too.
 * @param youngMb megabytes of young objects, three times over; as Node has it unless told
 */
export function nodeArgs(youngMb?: number): readonly string[] {
  const bound = youngMb === undefined ? [] : [`--max-semi-space-size=${youngMb}`];
  return [...bound, '--import', import.meta.resolve('#typescript')];
}
