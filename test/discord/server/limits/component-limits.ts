// Pure.
import { isObject, type JsonObject, objectsOf, textOf } from '../json.ts';
import type { Problems } from './problems.ts';
import { checkUrl } from './url-limits.ts';

/** Discord's numbers for the components that this server knows. */
export const COMPONENT = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  container: 17,
  label: 18,
} as const;

const ROWS = 5;
const BUTTONS_IN_A_ROW = 5;
const CUSTOM_ID = { min: 1, max: 100 };
const LINK_STYLE = 5;
const PREMIUM_STYLE = 6;
/** Components V2: all components together, and the text of all together. */
const V2 = { components: 40, characters: 4_000 };

/** Checks the components of a message; `v2` where it has the flag of Components V2. */
export function checkComponents(
  problems: Problems,
  components: readonly JsonObject[],
  { v2 }: { readonly v2: boolean },
): void {
  const all = components.flatMap(withNested);
  const ids = all.map(({ custom_id }) => textOf(custom_id)).filter((id) => id !== '');
  for (const id of ids.filter((one, index) => ids.indexOf(one) !== index)) {
    problems.add('components', `Component custom id cannot be duplicated: ${id}`);
  }
  if (v2) checkV2(problems, all);
  else {
    problems.count('components', components, { min: 0, max: ROWS });
    for (const [index, { type }] of components.entries()) {
      if (type !== COMPONENT.row) problems.add(`components.${index}.type`, 'Must be an action row.');
    }
  }
  for (const [index, row] of all.filter(({ type }) => type === COMPONENT.row).entries()) {
    checkRow(problems, `components.${index}`, row);
  }
  const outside = all.filter(({ type }) => type === COMPONENT.section).flatMap(({ accessory }) => accessory);
  for (const accessory of objectsOf(outside)) checkControl(problems, 'components.accessory', accessory);
}

function checkV2(problems: Problems, all: readonly JsonObject[]): void {
  problems.count('components', all, { min: 1, max: V2.components });
  const characters = all
    .filter(({ type }) => type === COMPONENT.textDisplay)
    .reduce((sum, { content }) => sum + textOf(content).length, 0);
  if (characters > V2.characters) {
    problems.add('components', `Text of all components exceeds ${V2.characters} (is ${characters}).`);
  }
}

function checkRow(problems: Problems, path: string, row: JsonObject): void {
  const controls = objectsOf(row.components);
  const onlyButtons = controls.every(({ type }) => type === COMPONENT.button);
  problems.count(`${path}.components`, controls, { min: 1, max: onlyButtons ? BUTTONS_IN_A_ROW : 1 });
  for (const [index, control] of controls.entries()) {
    checkControl(problems, `${path}.components.${index}`, control);
  }
}

function checkControl(problems: Problems, path: string, control: JsonObject): void {
  if (control.type === COMPONENT.button) {
    checkButton(problems, path, control);
    return;
  }
  const select =
    control.type === COMPONENT.stringSelect ||
    (Number(control.type) >= COMPONENT.userSelect && Number(control.type) <= COMPONENT.channelSelect);
  if (!select) {
    if (control.type !== 11)
      problems.add(`${path}.type`, `Component ${String(control.type)} may not stand here.`);
    return;
  }
  problems.length(`${path}.custom_id`, control.custom_id, CUSTOM_ID);
  if (control.placeholder !== undefined) {
    problems.length(`${path}.placeholder`, control.placeholder, { min: 0, max: 150 });
  }
  if (control.type !== COMPONENT.stringSelect) return;
  const options = objectsOf(control.options);
  problems.count(`${path}.options`, options, { min: 1, max: 25 });
  const values = options.map(({ value }) => textOf(value));
  if (new Set(values).size < values.length) problems.add(`${path}.options`, 'Values must be unique.');
  for (const [index, { label, value, description }] of options.entries()) {
    problems.length(`${path}.options.${index}.label`, label, { min: 1, max: 100 });
    problems.length(`${path}.options.${index}.value`, value, { min: 1, max: 100 });
    if (description)
      problems.length(`${path}.options.${index}.description`, description, { min: 1, max: 100 });
  }
}

function checkButton(problems: Problems, path: string, button: JsonObject): void {
  const { style, label, emoji, url, custom_id } = button;
  if (label !== undefined && label !== null) problems.length(`${path}.label`, label, { min: 0, max: 80 });
  if (style === PREMIUM_STYLE) return;
  if (!textOf(label).trim() && !isObject(emoji)) {
    problems.add(`${path}.label`, 'A button needs a label or an emoji.');
  }
  if (style === LINK_STYLE) {
    if (custom_id) problems.add(`${path}.custom_id`, 'A custom id and url cannot both be specified.');
    if (!url) problems.add(`${path}.url`, 'A url is required.');
    checkUrl(problems, `${path}.url`, url, { schemes: ['http:', 'https:', 'discord:'], max: 512 });
    return;
  }
  if (url) problems.add(`${path}.url`, 'A custom id and url cannot both be specified.');
  if (![1, 2, 3, 4].includes(Number(style))) problems.add(`${path}.style`, 'Not a style.');
  problems.length(`${path}.custom_id`, custom_id, CUSTOM_ID);
}

/** A component and all within it, rows and accessories included. */
export function withNested(component: JsonObject): readonly JsonObject[] {
  const inner = [...objectsOf(component.components), ...objectsOf([component.accessory])];
  return [component, ...inner.flatMap(withNested)];
}
