/** The command list as Discord's application commands, and whether what is registered is the same. Pure. */
import { ApplicationCommandOptionType as T } from 'discord.js';
import type { Command } from '../../src/command.ts';
import { type Option, optionsOf } from '../../src/options.ts';
import { LIMITS } from './limits.ts';

/** Discord's JSON for one option and one command, as we write it; what they answer has more. */
export type OptionJson = {
  type: number;
  name: string;
  description: string;
  required?: boolean;
  choices?: { name: string; value: string }[];
  autocomplete?: boolean;
  channel_types?: number[];
  min_value?: number;
  max_value?: number;
  max_length?: number;
};
export type CommandJson = {
  type: number;
  name: string;
  description: string;
  options: OptionJson[];
  default_member_permissions: string | null;
  contexts: number[];
  integration_types: number[];
};

const MANAGE_SERVER = '32';
const MESSAGE_CHANNELS = [0, 5, 10, 11, 12, 15]; // what can hold alerts and may be asked for
const GUILD = 0;
const DIRECT = 1;
const ELSEWHERE = 2; // a direct message with others, for those who installed the bot for themselves
const USER_INSTALL = 1;

function optionJson(option: Option): OptionJson {
  const base = { name: option.name, description: option.description.slice(0, 100) };
  const required = option.required ? { required: true } : {};
  switch (option.kind) {
    case 'channel':
      return { type: T.Channel, ...base, ...required, channel_types: MESSAGE_CHANNELS };
    case 'role':
      return { type: T.Role, ...base, ...required };
    case 'number':
      return {
        type: T.Integer,
        ...base,
        ...required,
        ...(option.least === undefined ? {} : { min_value: option.least }),
        ...(option.most === undefined ? {} : { max_value: option.most }),
      };
    case 'text':
      return {
        type: T.String,
        ...base,
        ...required,
        ...(option.choices.length > 0 && option.choices.length <= LIMITS.choices
          ? { choices: option.choices.map((value) => ({ name: value, value })) }
          : option.completes
            ? { autocomplete: true }
            : {}),
        ...(option.most === undefined ? {} : { max_length: Math.min(option.most, 6_000) }),
      };
  }
}

/** Commands that only read work everywhere, also for those who installed the bot for themselves alone. */
export function commandJson(command: Command): CommandJson {
  const reads = command.who === 'anyone';
  const options = optionsOf(command).sort((a, b) => Number(b.required) - Number(a.required));
  return {
    type: 1,
    name: command.name,
    description: command.summary,
    options: options.map(optionJson),
    default_member_permissions: reads ? null : MANAGE_SERVER,
    contexts: reads ? [GUILD, DIRECT, ELSEWHERE] : [GUILD, DIRECT],
    integration_types: reads ? [GUILD, USER_INSTALL] : [GUILD],
  };
}

/** What matters of a command, in one form: Discord leaves out what is a default, and adds ids and versions. */
function essence(command: Partial<CommandJson>): string {
  const option = (o: OptionJson) => [
    o.type,
    o.name,
    o.description,
    o.required ?? false,
    (o.choices ?? []).map((c) => [c.name, c.value]),
    o.autocomplete ?? false,
    [...(o.channel_types ?? [])].sort((a, b) => a - b),
    o.min_value ?? null,
    o.max_value ?? null,
    o.max_length ?? null,
  ];
  const sorted = (list: number[] | null | undefined) => [...(list ?? [])].sort();
  return JSON.stringify([
    command.type ?? 1,
    command.name,
    command.description,
    (command.options ?? []).map(option),
    command.default_member_permissions == null ? null : String(command.default_member_permissions),
    sorted(command.contexts),
    sorted(command.integration_types),
  ]);
}

/** Whether exactly these commands are registered, in whatever order. */
export function sameCommands(wanted: CommandJson[], registered: Partial<CommandJson>[]): boolean {
  const have = new Set(registered.map(essence));
  return wanted.length === registered.length && wanted.every((c) => have.has(essence(c)));
}
