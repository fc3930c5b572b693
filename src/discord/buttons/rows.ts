// Pure: rows of buttons in wire form.
import { ButtonStyle, ComponentType } from 'discord.js';
import { cutText } from '../render/cut-text.ts';
import type { ActionRow } from '../render/message.ts';
import { plainLine } from '../render/sendable-text.ts';
import { type ButtonId, formatButtonId } from './button-id.ts';

/** Characters of a button's label. */
const LABEL_LIMIT = 80;
const ROW_LIMIT = 5;

/** A button before it is drawn. */
export interface Button {
  readonly id: ButtonId;
  readonly label: string;
  readonly emoji?: string;
  readonly style?: 'plain' | 'chief';
  readonly isDisabled?: boolean;
}

/** One row for each list of buttons; buttons whose id is too long, and rows without buttons, are left out. */
export function buttonRows(rows: readonly (readonly Button[])[]): readonly ActionRow[] {
  return rows
    .map((buttons) => ({
      type: ComponentType.ActionRow as const,
      components: buttons.flatMap(buttonJson).slice(0, ROW_LIMIT),
    }))
    .filter(({ components }) => components.length > 0);
}

function buttonJson({ id, label, emoji, style, isDisabled }: Button) {
  const customId = formatButtonId(id);
  if (customId === null) return [];
  return [
    {
      type: ComponentType.Button as const,
      style: style === 'chief' ? (ButtonStyle.Primary as const) : (ButtonStyle.Secondary as const),
      custom_id: customId,
      ...(label === '' ? {} : { label: cutText(label, { limit: LABEL_LIMIT, draw: plainLine }) }),
      ...(emoji === undefined ? {} : { emoji: { name: emoji } }),
      ...(isDisabled === true ? { disabled: true } : {}),
    },
  ];
}
