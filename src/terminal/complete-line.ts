// Pure: completions in the form that node:readline takes.
import type { Completion } from '../chat/chat.ts';
import { visibleText } from './visible-text.ts';

/**
 * The whole lines that a typed line may become. readline puts in what they share; where that is less than what
 * was typed, as between titles that differ in case, each keeps the typed head as it was typed.
 */
export function completedLines(typed: string, completions: readonly Completion[]): readonly string[] {
  const lines = completions.map(({ line }) => visibleText(line));
  const heads = new Set(lines.map((line) => line.slice(0, typed.length)));
  if (heads.size < 2) return lines;
  return lines.map((line) => {
    const isTyped = line.slice(0, typed.length).toLowerCase() === typed.toLowerCase();
    return isTyped ? typed + line.slice(typed.length) : line;
  });
}
