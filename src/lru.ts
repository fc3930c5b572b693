// Pure but for what it keeps.

/** Keeps values up to a size; those that were not used for longest go first. */
export interface Lru<K, V> {
  get(key: K): V | undefined;
  /** A value that is larger than all that may be kept is not kept. */
  set(key: K, value: V): void;
  delete(key: K): void;
}

/**
 * @param most how much is kept at most, in the unit of `sizeOf`
 * @param sizeOf of one value, above 0; 1 unless told: then `most` counts values
 */
export function createLru<K, V>(most: number, sizeOf: (value: V) => number = () => 1): Lru<K, V> {
  // A Map goes through its keys in the order in which they were set.
  const kept = new Map<K, V>();
  let size = 0;
  const drop = (key: K) => {
    const value = kept.get(key);
    if (value === undefined || !kept.delete(key)) return;
    size -= sizeOf(value);
  };
  return {
    get(key) {
      const value = kept.get(key);
      if (value === undefined) return undefined;
      kept.delete(key);
      kept.set(key, value);
      return value;
    },
    set(key, value) {
      drop(key);
      kept.set(key, value);
      size += sizeOf(value);
      for (const oldest of kept.keys()) {
        if (size <= most) break;
        drop(oldest);
      }
    },
    delete: drop,
  };
}
