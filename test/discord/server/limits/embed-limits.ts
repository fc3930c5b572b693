// Pure.
import { isObject, type JsonObject, objectsOf, textOf } from '../json.ts';
import type { Problems } from './problems.ts';
import { checkUrl } from './url-limits.ts';

/** Characters in all embeds of one message together. */
const ALL_EMBEDS = 6_000;
const EMBEDS = 10;
const FIELDS = 25;

/** Checks the embeds of a message, one by one and together. */
export function checkEmbeds(problems: Problems, embeds: readonly JsonObject[]): void {
  problems.count('embeds', embeds, { min: 0, max: EMBEDS });
  for (const [index, embed] of embeds.entries()) checkEmbed(problems, `embeds.${index}`, embed);
  const total = embeds.reduce((sum, embed) => sum + charactersOf(embed), 0);
  if (total > ALL_EMBEDS) {
    problems.add('embeds', `Embed size exceeds maximum size of ${ALL_EMBEDS} (is ${total}).`);
  }
}

function checkEmbed(problems: Problems, path: string, embed: JsonObject): void {
  const optional = (field: string, value: unknown, max: number) => {
    if (value !== undefined && value !== null) problems.length(`${path}.${field}`, value, { min: 0, max });
  };
  optional('title', embed.title, 256);
  optional('description', embed.description, 4_096);
  optional('footer.text', part(embed, 'footer').text, 2_048);
  optional('author.name', part(embed, 'author').name, 256);
  const fields = objectsOf(embed.fields);
  problems.count(`${path}.fields`, fields, { min: 0, max: FIELDS });
  for (const [index, { name, value }] of fields.entries()) {
    problems.length(`${path}.fields.${index}.name`, name, { min: 1, max: 256 });
    problems.length(`${path}.fields.${index}.value`, value, { min: 1, max: 1_024 });
  }
  checkUrl(problems, `${path}.url`, embed.url, { schemes: ['http:', 'https:'], max: 2_048 });
  checkUrl(problems, `${path}.author.url`, part(embed, 'author').url, {
    schemes: ['http:', 'https:'],
    max: 2_048,
  });
  const color = embed.color;
  if (typeof color === 'number' && (!Number.isInteger(color) || color < 0 || color > 0xffffff)) {
    problems.add(`${path}.color`, 'Must be a colour of 24 bits.');
  }
  if (embed.timestamp && Number.isNaN(Date.parse(textOf(embed.timestamp)))) {
    problems.add(`${path}.timestamp`, 'Must be an ISO 8601 moment.');
  }
  const pictures = [embed.image, embed.thumbnail].some(isObject);
  if (charactersOf(embed) === 0 && !pictures) problems.add(path, 'Cannot be empty.');
}

/** Characters that count towards the limit of a message. */
function charactersOf(embed: JsonObject): number {
  const texts = [
    embed.title,
    embed.description,
    part(embed, 'footer').text,
    part(embed, 'author').name,
    ...objectsOf(embed.fields).flatMap(({ name, value }) => [name, value]),
  ];
  return texts.reduce<number>((sum, text) => sum + textOf(text).trim().length, 0);
}

function part(embed: JsonObject, name: string): JsonObject {
  const value = embed[name];
  return isObject(value) ? value : {};
}
