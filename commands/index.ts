import type { Command } from '../src/chat/command.ts';
import { add } from './add.ts';
import { ask } from './ask.ts';
import { createHelp } from './help.ts';
import { reindex } from './reindex.ts';
import { remove } from './remove.ts';
import { rollback } from './rollback.ts';
import type { Services } from './services.ts';
import { sources } from './sources.ts';
import { summary } from './summary.ts';

const listed = [ask, summary, sources, add, remove, reindex, rollback] as const;

/** Every command, in the order in which `/help` lists them; a line without a command is given to the first. */
export const commands: readonly Command<Services>[] = [...listed, createHelp(listed)];
