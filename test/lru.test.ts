import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLru } from '../src/lru.ts';

describe('what is kept', () => {
  it('is what was used last', () => {
    const lru = createLru<string, number>(2);
    lru.set('a', 1);
    lru.set('b', 2);
    expect(lru.get('a')).toBe(1);
    lru.set('c', 3);
    expect([lru.get('a'), lru.get('b'), lru.get('c')]).toEqual([1, undefined, 3]);
    lru.delete('a');
    expect(lru.get('a')).toBeUndefined();
  });

  it('is never more than allowed, and always the last value of a key', () => {
    const steps = fc.array(fc.record({ key: fc.nat(9), size: fc.integer({ min: 1, max: 12 }) }));
    fc.assert(
      fc.property(steps, (sets) => {
        const lru = createLru<number, { readonly size: number }>(10, ({ size }) => size);
        const last = new Map<number, { readonly size: number }>();
        for (const { key, size } of sets) {
          const value = { size };
          lru.set(key, value);
          last.set(key, value);
          expect(lru.get(key)).toBe(size <= 10 ? value : undefined);
        }
        let kept = 0;
        for (const [key, value] of last) {
          const found = lru.get(key);
          if (found === undefined) continue;
          expect(found).toBe(value);
          kept += found.size;
        }
        expect(kept).toBeLessThanOrEqual(10);
      }),
    );
  });
});
