import type { Choice } from '../article-index.ts';
import type { Bot } from '../bot.ts';
import type { CompletionInteraction } from './read-interaction.ts';

/** Choices for what is being typed; none before the first index, which is not waited for. */
export async function choicesFor(
  { data }: CompletionInteraction,
  bot: Pick<Bot, 'served' | 'articlesOf'>,
): Promise<readonly Choice[]> {
  const focused = data.options?.find((option) => option.focused === true);
  const snapshot = await bot.served();
  if (focused === undefined || snapshot === null) return [];
  return (await bot.articlesOf(snapshot)).complete(String(focused.value ?? ''));
}
