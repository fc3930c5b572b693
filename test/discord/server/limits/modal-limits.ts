// Pure.
import type { FieldProblem } from '../api-error.ts';
import { type JsonObject, objectsOf } from '../json.ts';
import { COMPONENT, withNested } from './component-limits.ts';
import { createProblems } from './problems.ts';

/** Checks a modal that is to be shown. */
export function modalProblems(data: JsonObject): readonly FieldProblem[] {
  const problems = createProblems();
  problems.length('data.title', data.title, { min: 1, max: 45 });
  problems.length('data.custom_id', data.custom_id, { min: 1, max: 100 });
  const components = objectsOf(data.components);
  problems.count('data.components', components, { min: 1, max: 5 });
  for (const [index, input] of components.flatMap(withNested).entries()) {
    if (input.type !== COMPONENT.textInput) continue;
    problems.length(`data.components.${index}.custom_id`, input.custom_id, { min: 1, max: 100 });
    if (input.label !== undefined) {
      problems.length(`data.components.${index}.label`, input.label, { min: 1, max: 45 });
    }
  }
  return problems.list();
}
