// Pure.
import { stemOf } from '../words.ts';

/** What is measured, in words that stand for each other. */
const MEASURES: readonly (readonly [name: string, stems: ReadonlySet<string>])[] = [
  ['dead', stems('killed dead died deaths death toll fatalities slain lives')],
  ['injured', stems('injured wounded hurt injuries')],
  ['troops', stems('troops soldiers personnel servicemen')],
  ['refugees', stems('refugees')],
  ['displaced', stems('displaced')],
  ['candidates', stems('candidates')],
  ['people', stems('people persons residents inhabitants population')],
];

function stems(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(stemOf));
}

/** The measure that a stem is a word for; `undefined` for any other. */
export function measureNamed(stem: string): string | undefined {
  return MEASURES.find(([, group]) => group.has(stem))?.[0];
}
