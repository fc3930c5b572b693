import { ApiError, type FieldProblem } from './api-error.ts';
import { type JsonObject, objectsOf, textOf } from './json.ts';
import { COMMAND_TYPE, commandProblems } from './limits/command-limits.ts';
import { asRegistered } from './registered-command.ts';

/** New commands that Discord takes in a day for one guild, and for all guilds. */
const DAILY_CREATES = 200;
const MOST = { [COMMAND_TYPE.chatInput]: 100, [COMMAND_TYPE.user]: 15, [COMMAND_TYPE.message]: 15 };

/** The registered commands of one guild, or of all where `guildId` is `null`. */
export interface ApplicationCommands {
  list(): readonly JsonObject[];
  /** Replaces all; commands of the same name and type keep their ids. @throws ApiError 50035, 30034. */
  replaceAll(body: unknown): readonly JsonObject[];
  /** Creates a command, or replaces the one of the same name and type. @throws ApiError 50035, 30034. */
  create(body: JsonObject): { readonly command: JsonObject; readonly isNew: boolean };
  /** @throws ApiError 10063 where there is none. */
  get(id: string): JsonObject;
  /** @throws ApiError 10063, 50035. */
  change(id: string, body: JsonObject): JsonObject;
  /** @throws ApiError 10063. */
  remove(id: string): void;
  /** Requests that wrote something, whatever came of it. */
  readonly writes: number;
  find(name: string): JsonObject | undefined;
}

/** No commands are registered. */
export function createApplicationCommands(parts: {
  readonly applicationId: string;
  readonly guildId: string | null;
  readonly nextId: () => string;
}): ApplicationCommands {
  const { applicationId, guildId, nextId } = parts;
  let stored: readonly JsonObject[] = [];
  let creates = 0;
  let writes = 0;

  const same = (a: JsonObject, b: JsonObject) =>
    a.name === b.name && (a.type ?? COMMAND_TYPE.chatInput) === (b.type ?? COMMAND_TYPE.chatInput);
  const register = (command: JsonObject) => {
    const old = stored.find((one) => same(one, command));
    if (old === undefined && ++creates > DAILY_CREATES) throw new ApiError('dailyCreates');
    return asRegistered(command, { id: old?.id ?? nextId(), version: nextId(), applicationId, guildId });
  };
  const get = (id: string) => {
    const command = stored.find((one) => one.id === id);
    if (command === undefined) throw new ApiError('unknownCommand');
    return command;
  };
  return {
    list: () => stored,
    get,
    find: (name) => stored.find((one) => one.name === name),
    get writes() {
      return writes;
    },
    replaceAll(body) {
      writes += 1;
      const commands = objectsOf(body);
      refuse([
        ...(Array.isArray(body) ? [] : [{ path: '', message: 'Must be a list.' }]),
        ...commands.flatMap((command, index) => commandProblems(command, String(index))),
        ...togetherProblems(commands),
      ]);
      stored = commands.map(register);
      return stored;
    },
    create(body) {
      writes += 1;
      const others = stored.filter((one) => !same(one, body));
      refuse([...commandProblems(body), ...togetherProblems([...others, body])]);
      const isNew = others.length === stored.length;
      const command = register(body);
      stored = [...others, command];
      return { command, isNew };
    },
    change(id, body) {
      writes += 1;
      const command = { ...get(id), ...body };
      refuse(commandProblems(command));
      const changed = asRegistered(command, { id, version: nextId(), applicationId, guildId });
      stored = stored.map((one) => (one.id === id ? changed : one));
      return changed;
    },
    remove(id) {
      writes += 1;
      const gone = get(id);
      stored = stored.filter((one) => one !== gone);
    },
  };
}

function refuse(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new ApiError('invalidForm', problems);
}

function togetherProblems(commands: readonly JsonObject[]): readonly FieldProblem[] {
  const keys = commands.map(({ name, type }) => `${type ?? 1} ${textOf(name)}`);
  const problems: FieldProblem[] = [];
  if (new Set(keys).size < keys.length) {
    problems.push({ path: '', message: 'Application command names must be unique.' });
  }
  for (const [type, most] of Object.entries(MOST)) {
    const count = keys.filter((key) => key.startsWith(`${type} `)).length;
    if (count > most) problems.push({ path: '', message: `At most ${most} commands of type ${type}.` });
  }
  return problems;
}
