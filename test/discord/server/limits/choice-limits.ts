// Pure.
import type { FieldProblem } from '../api-error.ts';
import { type JsonObject, objectsOf } from '../json.ts';
import { createProblems } from './problems.ts';

/** Checks the answer to an autocomplete interaction. */
export function choiceProblems(data: JsonObject): readonly FieldProblem[] {
  const problems = createProblems();
  problems.count('data.choices', data.choices, { min: 0, max: 25 });
  for (const [index, { name, value }] of objectsOf(data.choices).entries()) {
    problems.length(`data.choices.${index}.name`, name, { min: 1, max: 100 });
    if (typeof value === 'string') {
      problems.length(`data.choices.${index}.value`, value, { min: 1, max: 100 });
    } else if (typeof value !== 'number') {
      problems.add(`data.choices.${index}.value`, 'Must be a string or a number.');
    }
  }
  return problems.list();
}
