// Pure.
import { ApplicationCommandType, ComponentType, InteractionType } from 'discord.js';
import { z } from 'zod';

const id = z.string().regex(/^\d{1,20}$/);
const user = z.object({ id });
/** A place's kind of ownership: `0` the server into which the bot was invited, `1` a person who installed it. */
const owners = z.record(z.string(), z.unknown()).default({});

const common = {
  id,
  application_id: id,
  token: z.string().min(1),
  guild_id: id.nullish(),
  channel_id: id.nullish(),
  channel: z.object({ id: id.nullish(), parent_id: id.nullish() }).nullish(),
  member: z.object({ user, roles: z.array(id).default([]), permissions: z.string().default('0') }).nullish(),
  user: user.nullish(),
  authorizing_integration_owners: owners,
};

const optionSchema = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});

const targetSchema = z.object({
  content: z.string().default(''),
  embeds: z.array(z.object({ title: z.string().nullish(), description: z.string().nullish() })).default([]),
});

const commandData = z.object({
  name: z.string(),
  type: z.number().default(ApplicationCommandType.ChatInput),
  options: z.array(optionSchema).nullish(),
  target_id: id.optional(),
  resolved: z.object({ messages: z.record(z.string(), targetSchema).optional() }).optional(),
});

const componentData = z.object({
  custom_id: z.string(),
  component_type: z.number().default(ComponentType.Button),
  values: z.array(z.string()).nullish(),
});

const interactionSchema = z.discriminatedUnion('type', [
  z.object({ ...common, type: z.literal(InteractionType.ApplicationCommand), data: commandData }),
  z.object({ ...common, type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: commandData }),
  z.object({
    ...common,
    type: z.literal(InteractionType.MessageComponent),
    data: componentData,
  }),
]);

/** An interaction as it comes over the gateway, reduced to what is read of it. */
export type Interaction = z.infer<typeof interactionSchema>;
/** A command that was sent. */
export type CommandInteraction = Extract<Interaction, { type: InteractionType.ApplicationCommand }>;
/** An option that is being typed. */
export type CompletionInteraction = Extract<
  Interaction,
  { type: InteractionType.ApplicationCommandAutocomplete }
>;
/** A button or menu that was used. */
export type ComponentInteraction = Extract<Interaction, { type: InteractionType.MessageComponent }>;
/** The message for which a message command was chosen. */
export type TargetMessage = z.infer<typeof targetSchema>;

/** An interaction, or what is wrong with it: Discord's gateway is from outside, too. */
export function readInteraction(
  raw: unknown,
): { readonly interaction: Interaction } | { readonly problem: string } {
  const parsed = interactionSchema.safeParse(raw);
  return parsed.success ? { interaction: parsed.data } : { problem: z.prettifyError(parsed.error) };
}

/** The id of what may be an interaction; `null` where it has none. */
export function interactionIdOf(raw: unknown): string | null {
  const parsed = z.object({ id }).safeParse(raw);
  return parsed.success ? parsed.data.id : null;
}
