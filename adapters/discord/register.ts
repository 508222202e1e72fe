/** Registers the commands with Discord, when they are not what is registered. */
import { Routes } from 'discord.js';
import type { Command } from '../../src/command.ts';
import { type CommandJson, commandJson, sameCommands } from './commands.ts';
import type { Rest } from './rest.ts';

/** True when something had changed. Throws the library's errors. */
export async function register(rest: Rest, application: string, commands: Command[]): Promise<boolean> {
  const wanted = commands.map(commandJson);
  const route = Routes.applicationCommands(application);
  if (sameCommands(wanted, await rest.ask<CommandJson[]>('GET', route))) return false;
  await rest.ask('PUT', route, { body: wanted });
  return true;
}
