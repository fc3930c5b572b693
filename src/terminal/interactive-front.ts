import { createInterface, type Interface } from 'node:readline';
import type { Chat } from '../chat/chat.ts';
import { answerLine } from './answer-line.ts';
import { completedLines } from './complete-line.ts';
import { ERASE_LINE } from './erase-line.ts';
import { HISTORY_LINES, loadHistory, saveHistory } from './history.ts';
import { isLeaving } from './leaving.ts';
import type { TerminalParts } from './terminal-parts.ts';
import { visibleText } from './visible-text.ts';
import { writeText } from './write-text.ts';

const PROMPT = '> ';
const SUGGESTIONS = 3;
const LEAVING = 'Leaving as soon as this is done; Ctrl-C again stops it.';

/**
 * Holds a conversation at a prompt. Lines typed while one is answered wait their turn; Ctrl-D leaves after
 * them. Ctrl-C clears a typed line; on an empty one it leaves, after the answer that is being made, since work
 * that runs cannot be called back. By then the terminal is given back, so that the next Ctrl-C interrupts the
 * process. A terminal that cannot move its cursor (`TERM=dumb`) edits lines by itself.
 * @returns the exit code, which is 0
 */
export async function runInteractive(parts: TerminalParts): Promise<number> {
  const { input, output, chat, env, historyFile } = parts;
  const history = historyFile === null ? [] : await loadHistory(historyFile);
  await writeText(output, await openingText(parts));
  const lines = createInterface({
    input,
    output,
    terminal: env.TERM !== 'dumb',
    prompt: PROMPT,
    history: history.toReversed(),
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
    completer: completerOf(chat),
  });
  let saving = Promise.resolve();
  lines.on('history', (newestFirst: string[]) => {
    if (historyFile === null) return;
    const oldestFirst = newestFirst.toReversed();
    saving = saving.then(() => saveHistory(historyFile, oldestFirst));
  });
  await converse(lines, parts);
  await saving;
  return 0;
}

function converse(lines: Interface, parts: TerminalParts): Promise<void> {
  const { output, errorOutput } = parts;
  return new Promise((resolve, reject) => {
    const waiting: string[] = [];
    let working = false;
    let closed = false;
    let interrupted = false;
    let left = false;
    const leave = () => {
      left = true;
      if (!closed) lines.close();
      resolve();
    };
    const work = async () => {
      if (working) return;
      working = true;
      for (let line = waiting.shift(); line !== undefined && !left; line = waiting.shift()) {
        if (isLeaving(line)) return leave();
        if (line.trim() !== '') {
          const outcome = await answerLine(line, parts);
          if (left) return;
          const isRead = outcome.ok
            ? await writeText(output, `\n${outcome.text}\n\n`)
            : await writeText(errorOutput, `${outcome.message}\n`);
          if (!isRead) return leave();
        }
        const next = waiting[0];
        if (next !== undefined) await writeText(output, `${PROMPT}${visibleText(next)}\n`);
      }
      working = false;
      if (closed) leave();
      else if (!left) lines.prompt(true);
    };
    output.once('error', leave);
    lines.on('line', (line) => {
      waiting.push(line);
      work().catch(reject);
    });
    lines.on('SIGINT', () => {
      if (lines.line !== '') {
        lines.write(null, { ctrl: true, name: 'e' });
        lines.write(null, { ctrl: true, name: 'u' });
        return;
      }
      if (!working) return leave();
      interrupted = true;
      waiting.length = 0;
      lines.close();
    });
    lines.on('close', () => {
      closed = true;
      output.write(interrupted ? `${ERASE_LINE}${LEAVING}\n` : '\n');
      if (!working) leave();
    });
    lines.prompt();
  });
}

async function openingText({ chat, greeting, firstStart, onBug }: TerminalParts): Promise<string> {
  const suggestions = firstStart
    ? await chat.suggestions().catch((error: unknown) => {
        onBug(error);
        return [];
      })
    : [];
  const tries = suggestions.slice(0, SUGGESTIONS).map((line) => `  ${visibleText(line)}`);
  return [...greeting, ...(tries.length === 0 ? [] : ['Try:', ...tries]), '']
    .map((line) => `${line}\n`)
    .join('');
}

/** Completions are whole lines; one that cannot be made is none. */
function completerOf(chat: Chat) {
  return (line: string, done: (error: null, result: [string[], string]) => void): void => {
    chat.complete(line).then(
      (completions) => done(null, [[...completedLines(line, completions)], line]),
      () => done(null, [[], line]),
    );
  };
}
