// Pure.
import type { FieldProblem } from '../api-error.ts';
import { isObject, type JsonObject, objectsOf, textOf } from '../json.ts';
import { createProblems, type Problems } from './problems.ts';

/** Kinds of application commands. */
export const COMMAND_TYPE = { chatInput: 1, user: 2, message: 3 } as const;
const OPTION_TYPE = { subcommand: 1, group: 2, string: 3, integer: 4, number: 10 } as const;
const COMPLETING = [OPTION_TYPE.string, OPTION_TYPE.integer, OPTION_TYPE.number] as readonly unknown[];

/** Letters of any script, digits, hyphen, underscore and apostrophe. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const DESCRIPTION = { min: 1, max: 100 };
const OPTIONS = 25;
const CHOICES = 25;
/** Names, descriptions and choices of a command together. */
const CHARACTERS = 8_000;

/** Checks one command as it is written to Discord. */
export function commandProblems(command: JsonObject, path = ''): readonly FieldProblem[] {
  const problems = createProblems();
  const at = (field: string) => (path === '' ? field : `${path}.${field}`);
  const type = command.type ?? COMMAND_TYPE.chatInput;
  if (type === COMMAND_TYPE.chatInput) {
    checkName(problems, at('name'), command.name);
    problems.length(at('description'), command.description, DESCRIPTION);
    checkOptions(problems, at('options'), objectsOf(command.options));
  } else {
    problems.length(at('name'), command.name, { min: 1, max: 32 });
    if (textOf(command.description) !== '') problems.add(at('description'), 'Must be empty.');
    if (objectsOf(command.options).length > 0) problems.add(at('options'), 'Must be empty.');
  }
  checkPlaces(problems, at, command);
  const characters = charactersOf(command);
  if (characters > CHARACTERS) {
    problems.add(at('name'), `Command exceeds maximum size of ${CHARACTERS} (is ${characters}).`);
  }
  return problems.list();
}

function checkPlaces(problems: Problems, at: (field: string) => string, command: JsonObject): void {
  const permissions = command.default_member_permissions;
  if (permissions !== undefined && permissions !== null && !/^\d+$/.test(String(permissions))) {
    problems.add(at('default_member_permissions'), 'Must be a set of bits, as a string.');
  }
  const within = { contexts: [0, 1, 2], integration_types: [0, 1] };
  for (const [field, known] of Object.entries(within)) {
    const given = command[field];
    if (given === undefined || given === null) continue;
    problems.count(at(field), given, { min: 1, max: known.length });
    const values = Array.isArray(given) ? given : [];
    const unique = new Set(values).size === values.length;
    if (!unique || values.some((value) => !known.includes(value))) {
      problems.add(at(field), `Must hold each of ${known.join(', ')} at most once.`);
    }
  }
}

function checkOptions(problems: Problems, path: string, options: readonly JsonObject[]): void {
  problems.count(path, options, { min: 0, max: OPTIONS });
  const names = options.map(({ name }) => textOf(name));
  if (new Set(names).size < names.length) problems.add(path, 'Option names must be unique.');
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const at = `${path}.${index}`;
    checkName(problems, `${at}.name`, option.name);
    problems.length(`${at}.description`, option.description, DESCRIPTION);
    if (option.type === OPTION_TYPE.subcommand || option.type === OPTION_TYPE.group) {
      checkOptions(problems, `${at}.options`, objectsOf(option.options));
      continue;
    }
    if (option.required === true && optionalSeen) {
      problems.add(at, 'Required options must be placed before non-required options.');
    }
    if (option.required !== true) optionalSeen = true;
    checkChoices(problems, at, option);
  }
}

function checkChoices(problems: Problems, path: string, option: JsonObject): void {
  const choices = objectsOf(option.choices);
  problems.count(`${path}.choices`, choices, { min: 0, max: CHOICES });
  for (const [index, { name, value }] of choices.entries()) {
    problems.length(`${path}.choices.${index}.name`, name, { min: 1, max: 100 });
    if (typeof value === 'string') {
      problems.length(`${path}.choices.${index}.value`, value, { min: 1, max: 100 });
    }
  }
  if (option.autocomplete !== true) return;
  if (choices.length > 0) problems.add(path, 'Choices and autocomplete exclude each other.');
  if (!COMPLETING.includes(option.type)) problems.add(path, 'This type cannot be completed.');
}

function checkName(problems: Problems, path: string, name: unknown): void {
  const text = textOf(name);
  if (!NAME.test(text) || text !== text.toLowerCase()) {
    problems.add(path, 'Command name is invalid: 1 to 32 letters in lower case, digits, - and _.');
  }
}

/** Characters of names, descriptions and choices; of each the longest translation. */
function charactersOf(node: JsonObject): number {
  const longest = (text: unknown, translations: unknown) =>
    Math.max(
      textOf(text).length,
      ...Object.values(isObject(translations) ? translations : {}).map((one) => textOf(one).length),
    );
  const inner = [...objectsOf(node.options), ...objectsOf(node.choices)];
  return (
    longest(node.name, node.name_localizations) +
    longest(node.description, node.description_localizations) +
    textOf(node.value).length +
    inner.reduce((sum, one) => sum + charactersOf(one), 0)
  );
}
