// Pure: completions in the form that node:readline takes.
import type { Completion } from '../chat/chat.ts';
import { visibleText } from './visible-text.ts';

/**
 * The whole lines that a typed line may become. Of several, each keeps what was typed as it was typed: readline
 * puts in what they share, and titles that differ in case would share less than stands there.
 */
export function completedLines(typed: string, completions: readonly Completion[]): readonly string[] {
  const lines = completions.map(({ line }) => visibleText(line));
  if (lines.length < 2) return lines;
  return lines.map((line) => {
    const head = line.slice(0, typed.length);
    return head.toLowerCase() === typed.toLowerCase() ? typed + line.slice(typed.length) : line;
  });
}
