// Pure.
import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType } from 'discord.js';
import { z } from 'zod';
import type { OptionMeta } from '../../chat/command.ts';

/** What JSON Schema says of an option's field, as far as Discord has a word for it. */
interface FieldSchema {
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly enum?: readonly (string | number)[];
}

/** Discord sends whole numbers of at most 2^53 exactly, and refuses larger limits. */
const isLimit = (value: number | undefined): value is number =>
  value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;

/** One option of a command as Discord is told of it: the type, limits and choices of its zod field. */
export function optionJson(name: string, field: z.ZodType): APIApplicationCommandBasicOption {
  const meta: OptionMeta = field.meta() ?? {};
  const schema = z.toJSONSchema(field, { unrepresentable: 'any' }) as FieldSchema;
  const common = {
    name,
    description: meta.description ?? name,
    required: !field.safeParse(undefined).success,
  };
  if (schema.type === 'boolean') return { ...common, type: ApplicationCommandOptionType.Boolean };
  if (schema.type === 'integer') {
    return {
      ...common,
      type: ApplicationCommandOptionType.Integer,
      ...(isLimit(schema.minimum) ? { min_value: schema.minimum } : {}),
      ...(isLimit(schema.maximum) ? { max_value: schema.maximum } : {}),
    };
  }
  const text = {
    ...common,
    type: ApplicationCommandOptionType.String as const,
    ...(schema.minLength === undefined ? {} : { min_length: schema.minLength }),
    ...(schema.maxLength === undefined ? {} : { max_length: schema.maxLength }),
  };
  if (meta.completes !== undefined) return { ...text, autocomplete: true };
  if (schema.enum === undefined) return text;
  return { ...text, choices: schema.enum.map((value) => ({ name: String(value), value: String(value) })) };
}
