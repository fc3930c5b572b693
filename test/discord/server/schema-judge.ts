import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { adaptSchema } from './adapt-schema.ts';
import { isObject, type JsonObject } from './json.ts';
import type { ApiRequest } from './read-request.ts';

/** Judges a request's body by Discord's published OpenAPI document. @returns what it has against it */
export type SchemaJudge = (request: ApiRequest) => readonly string[];

const ANY_NUMBER = { type: 'number', validate: () => true } as const;
const SNOWFLAKE = /^(0|[1-9]\d{0,19})$/;

/**
 * Reads the OpenAPI document at a path; without a path nothing is judged. Validators are compiled when an
 * operation is first used: the whole document takes seconds.
 */
export function createSchemaJudge(path: string | undefined): SchemaJudge {
  if (path === undefined || path === '') return () => [];
  const document = JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
  const ajv = new Ajv2020({ strict: false, allErrors: false, verbose: true });
  addFormats.default(ajv);
  for (const name of ['int32', 'int64', 'double']) ajv.addFormat(name, ANY_NUMBER);
  ajv.addFormat('snowflake', SNOWFLAKE);
  ajv.addFormat('nonce', true);
  const components = adaptSchema(document.components) as JsonObject;
  const operations = operationsOf(document);
  const compiled = new Map<string, ValidateFunction | null>();

  const validatorOf = (operation: Operation): ValidateFunction | null => {
    const key = `${operation.method} ${operation.template}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const validator =
      operation.schema === undefined
        ? null
        : ajv.compile({ ...(adaptSchema(operation.schema) as JsonObject), components });
    compiled.set(key, validator);
    return validator;
  };

  return (request) => {
    const operation = operations.find(
      ({ method, pattern }) => method === request.method && pattern.test(request.path),
    );
    if (operation === undefined) return [`${request.method} ${request.path} is not in Discord's document`];
    if (request.body === undefined) return [];
    const validator = validatorOf(operation);
    if (validator === null || validator(request.body)) return [];
    // Every branch of a union complains; the complaint that lies deepest is of the branch that was meant.
    const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length;
    const deepest = [...(validator.errors ?? [])].sort((a, b) => depth(b) - depth(a));
    return deepest
      .slice(0, 1)
      .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  };
}

interface Operation {
  readonly method: string;
  readonly template: string;
  readonly pattern: RegExp;
  readonly schema: unknown;
}

/** The document's operations, the most literal address first. */
function operationsOf({ paths }: JsonObject): readonly Operation[] {
  const operations: Operation[] = [];
  for (const [template, item] of Object.entries(isObject(paths) ? paths : {})) {
    const words = template.split('/').map((word) => (word.startsWith('{') ? '[^/]+' : word));
    for (const [method, operation] of Object.entries(isObject(item) ? item : {})) {
      if (!isObject(operation)) continue;
      operations.push({
        method: method.toUpperCase(),
        template,
        pattern: new RegExp(`^${words.join('/')}$`),
        schema: at(operation, ['requestBody', 'content', 'application/json', 'schema']),
      });
    }
  }
  const holes = ({ template }: Operation) => template.split('{').length;
  return operations.sort((a, b) => holes(a) - holes(b));
}

function at(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}
