import type { Progress, Reply } from '../chat/reply.ts';
import { ExpectedError } from '../errors.ts';
import { usesColour } from './colour.ts';
import { createPaint } from './paint.ts';
import { createProgressDisplay } from './progress.ts';
import { renderReply } from './render-reply.ts';
import type { TerminalParts } from './terminal-parts.ts';
import { visibleText } from './visible-text.ts';

/** A shorter wait needs no sign of life. */
const QUIET_MS = 300;
const REDRAW_MS = 100;

/** What a typed line led to: text for the output, or a message for the error output. */
export type LineOutcome =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** Gives a line to the chat and draws what comes back, showing progress while it takes long; never throws. */
export async function answerLine(line: string, parts: TerminalParts): Promise<LineOutcome> {
  const { chat, output, errorOutput, env, clock, onBug } = parts;
  try {
    const reply = await withProgress(parts, (onProgress) => chat.say(line, { onProgress }));
    const options = { columns: output.columns ?? 80, colour: usesColour(output, env), now: clock() };
    return { ok: true, text: renderReply(reply, options) };
  } catch (error) {
    if (!(error instanceof ExpectedError)) onBug(error);
    const message =
      error instanceof ExpectedError ? error.message : 'Something went wrong; the log has the details.';
    return { ok: false, message: createPaint(usesColour(errorOutput, env)).red(visibleText(message)) };
  }
}

async function withProgress(
  { errorOutput, env, clock }: TerminalParts,
  work: (onProgress: (progress: Progress) => void) => Promise<Reply>,
): Promise<Reply> {
  const isTerminal = errorOutput.isTTY === true && env.TERM !== 'dumb';
  const display = createProgressDisplay({
    stream: errorOutput,
    isTerminal,
    colour: usesColour(errorOutput, env),
    clock: () => clock().getTime(),
  });
  let latest: Progress | null = isTerminal ? { step: 'looking', done: 0, total: 0, unit: '' } : null;
  let shown = false;
  const draw = () => {
    shown = true;
    if (latest !== null) display.update(latest);
  };
  let redraw: NodeJS.Timeout | null = null;
  const wait = setTimeout(() => {
    draw();
    // The spinner turns though nothing is heard from the work.
    if (isTerminal) redraw = setInterval(draw, REDRAW_MS);
  }, QUIET_MS);
  try {
    return await work((progress) => {
      latest = progress;
      if (shown) display.update(progress);
    });
  } finally {
    clearTimeout(wait);
    if (redraw !== null) clearInterval(redraw);
    display.clear();
  }
}
