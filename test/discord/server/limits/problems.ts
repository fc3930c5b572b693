// Pure.
import type { FieldProblem } from '../api-error.ts';

/** Collects what is wrong with a payload, field by field. */
export interface Problems {
  add(path: string, message: string): void;
  /** A text within a range of lengths. */
  length(path: string, value: unknown, range: { readonly min: number; readonly max: number }): void;
  /** A list within a range of lengths. */
  count(path: string, value: unknown, range: { readonly min: number; readonly max: number }): void;
  list(): readonly FieldProblem[];
}

/**
 * Nothing is wrong yet. Lengths are counted in UTF-16 code units: whichever way Discord counts, what passes
 * here passes there.
 */
export function createProblems(): Problems {
  const found: FieldProblem[] = [];
  const add = (path: string, message: string) => void found.push({ path, message });
  return {
    add,
    length(path, value, { min, max }) {
      if (typeof value !== 'string') add(path, 'Must be a string.');
      else if (value.trim().length < min || value.length > max) {
        add(path, `Must be between ${min} and ${max} in length (is ${value.length}).`);
      }
    },
    count(path, value, { min, max }) {
      if (!Array.isArray(value)) add(path, 'Must be a list.');
      else if (value.length < min || value.length > max) {
        add(path, `Must be between ${min} and ${max} in length (is ${value.length}).`);
      }
    },
    list: () => found,
  };
}
