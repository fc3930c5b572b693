/**
 * Gathers what is asked for in one turn of the event loop, and reads it at once.
 * @returns `null` for what was not found
 */
export function askTogether<Key, Value>(
  read: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value | null> {
  let gathered: { readonly keys: Set<Key>; readonly found: Promise<ReadonlyMap<Key, Value>> } | null = null;

  function gather() {
    const keys = new Set<Key>();
    const found = Promise.resolve().then(() => {
      gathered = null;
      return read([...keys]);
    });
    return { keys, found };
  }

  return async (key) => {
    gathered ??= gather();
    gathered.keys.add(key);
    return (await gathered.found).get(key) ?? null;
  };
}
