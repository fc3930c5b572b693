import { runInteractive } from './interactive-front.ts';
import { runPiped } from './piped-front.ts';
import type { TerminalParts } from './terminal-parts.ts';

/**
 * The chat in a terminal: at a prompt where both ends are a terminal, otherwise line by line as in a pipe.
 * @returns the exit code: of a conversation 0; of a pipe 1 if any line failed
 */
export async function runTerminal(parts: TerminalParts): Promise<number> {
  // Without a listener a reader that goes away (EPIPE) would end the process with a stack.
  const ignore = () => {};
  parts.output.on('error', ignore);
  parts.errorOutput.on('error', ignore);
  try {
    const isTerminal = parts.input.isTTY === true && parts.output.isTTY === true;
    return await (isTerminal ? runInteractive(parts) : runPiped(parts));
  } finally {
    parts.output.removeListener('error', ignore);
    parts.errorOutput.removeListener('error', ignore);
  }
}
