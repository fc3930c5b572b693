import type { DiscordServer } from './discord-server.ts';
import { acknowledgedAfterMs, type Exchange, RESPONSE_TYPE, replyOf } from './exchange.ts';
import { isObject, type JsonObject, objectsOf, textOf } from './json.ts';
import { withNested } from './limits/component-limits.ts';
import type { StoredMessage } from './messages.ts';
import {
  autocompletePayload,
  messageMenuPayload,
  type OptionValues,
  slashPayload,
} from './payloads/command-payloads.ts';
import { componentPayload, modalPayload } from './payloads/component-payloads.ts';
import type { PayloadParts, Place } from './payloads/interaction-base.ts';

/** People in front of their screens: they can do what Discord's client lets them, and see what it shows. */
export interface People {
  /** Types a slash command; words as `settings channels` name a subcommand. */
  slash(command: string, options?: OptionValues, place?: Partial<Place>): Exchange;
  /** Types into an option of a command and looks at what is offered. */
  complete(command: string, option: string, typed: string, place?: Partial<Place>): Exchange;
  /** Uses a message context menu on a message of somebody. */
  menu(name: string, content: string, place?: Partial<Place>): Exchange;
  /** Presses a button by its label. @throws Error where this person sees no such button. */
  press(message: StoredMessage, label: string, place?: Partial<Place>): Exchange;
  /** Chooses in a menu of a message, by its placeholder. @throws Error where there is none. */
  choose(
    message: StoredMessage,
    placeholder: string,
    values: readonly string[],
    place?: Partial<Place>,
  ): Exchange;
  /** Sends off a modal that was opened. */
  submit(opened: Exchange, fields: Readonly<Record<string, string>>, place?: Partial<Place>): Exchange;
  /** Waits for a reply that says something. */
  reply(exchange: Exchange): Promise<StoredMessage>;
  /** Waits until a reply fits, as the last state of a progress. */
  replyWhere(exchange: Exchange, fits: (message: StoredMessage) => boolean): Promise<StoredMessage>;
  /** Waits for the choices of an autocomplete. */
  choices(exchange: Exchange): Promise<readonly { readonly name: string; readonly value: string | number }[]>;
  /** Waits for the first response, whatever it is. */
  acknowledged(exchange: Exchange): Promise<number>;
}

/** The people of a server's world. By default its member acts, in the first channel of the first guild. */
export function createPeople(server: DiscordServer): People {
  const { world, watched, nextId } = server;
  const at = (place: Partial<Place> = {}): PayloadParts => {
    const guild = place.guild === undefined ? (world.guilds[0] ?? null) : place.guild;
    return {
      world,
      nextId,
      place: {
        by: world.member,
        guild,
        channelId: guild?.channelIds[0] ?? world.privateChannelId,
        userInstalled: false,
        ...place,
      },
    };
  };
  const registered = (name: string, { place }: PayloadParts): JsonObject => {
    const inGuild = place.guild && server.commandsOf(place.guild.id).find(name);
    const command = inGuild ?? server.commandsOf(null).find(name);
    if (command === undefined) throw new Error(`No command /${name} is registered.`);
    return command;
  };
  const use = (command: string, options: OptionValues, parts: PayloadParts) => ({
    command,
    options,
    registered: registered(command.split(' ')[0] as string, parts),
  });

  return {
    slash(command, options = {}, place) {
      const parts = at(place);
      return server.deliver(slashPayload(parts, use(command, options, parts)));
    },
    complete(command, option, typed, place) {
      const parts = at(place);
      const used = use(command, { [option]: typed }, parts);
      return server.deliver(autocompletePayload(parts, { ...used, focused: option }));
    },
    menu(name, content, place) {
      const parts = at(place);
      const author = world.moderator;
      return server.deliver(
        messageMenuPayload(parts, { registered: registered(name, parts), content, author }),
      );
    },
    press(message, label, place) {
      const parts = at(place);
      const button = buttonsOf(message).find((one) => one.label === label);
      const seen = message.visibleTo === null || message.visibleTo === parts.place.by.id;
      if (button === undefined || button.disabled || !seen) {
        const labels = buttonsOf(message).map((one) => one.label);
        throw new Error(`${parts.place.by.name} sees no button “${label}” here: ${labels.join(', ')}`);
      }
      const { customId } = button;
      return server.deliver(componentPayload(parts, { message, customId, componentType: 2 }));
    },
    choose(message, placeholder, values, place) {
      const menus = objectsOf(message.components).flatMap(withNested);
      const menu = menus.find((one) => textOf(one.placeholder).startsWith(placeholder));
      if (menu === undefined) throw new Error(`There is no menu “${placeholder}” here.`);
      const customId = textOf(menu.custom_id);
      const use = { message, customId, componentType: Number(menu.type), values };
      return server.deliver(componentPayload(at(place), use));
    },
    submit(opened, fields, place) {
      const data = opened.actions.find(({ payload }) => payload.type === RESPONSE_TYPE.modal)?.payload.data;
      if (!isObject(data)) throw new Error('No modal was opened.');
      const shown = isObject(opened.payload.message) ? textOf(opened.payload.message.id) : null;
      const message = shown === null ? null : server.messages.get(shown);
      return server.deliver(modalPayload(at(place), { customId: textOf(data.custom_id), fields, message }));
    },
    reply: (exchange) => watched.until('a reply', () => replyOf(exchange)),
    replyWhere: (exchange, fits) =>
      watched.until('a fitting reply', () => {
        const message = replyOf(exchange);
        return message !== null && fits(message) && message;
      }),
    choices: (exchange) =>
      watched.until('choices', () => {
        const data = exchange.actions.find(({ payload }) => payload.type === RESPONSE_TYPE.choices)?.payload
          .data;
        return isObject(data) && (data.choices as { name: string; value: string | number }[]);
      }),
    acknowledged: (exchange) => watched.until('a first response', () => acknowledgedAfterMs(exchange)),
  };
}

/** A button as a person sees it. */
export interface SeenButton {
  readonly label: string;
  readonly customId: string;
  readonly disabled: boolean;
}

/** The buttons of a message that do something, in order; those that only open a page are left out. */
export function buttonsOf({ components }: StoredMessage): readonly SeenButton[] {
  return objectsOf(components)
    .flatMap(withNested)
    .filter(({ type, custom_id }) => type === 2 && textOf(custom_id) !== '')
    .map(({ label, custom_id, disabled, emoji }) => ({
      label: textOf(label) || textOf(isObject(emoji) ? emoji.name : ''),
      customId: textOf(custom_id),
      disabled: disabled === true,
    }));
}
