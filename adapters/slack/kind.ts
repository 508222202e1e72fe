/**
 * Slack in the list of platforms. Its libraries take 60 MB and a good part of a second: they are loaded when Slack is connected,
 * and for nobody else.
 */
import type { Command } from '../../src/command.ts';
import type { Result } from '../../src/news.ts';
import type { PlatformKind } from '../../src/platform.ts';
import { manifest } from './manifest.ts';
import { environment, isWanted, type Settings } from './settings.ts';

/** The list knows no platform's settings; these are what `environment` made. */
const ours = (settings: Record<string, unknown>) => settings as Settings;

export const slack: PlatformKind = {
  name: 'slack',
  environment,
  wanted: (settings) => isWanted(ours(settings)),
  async connect(settings, around) {
    const { createSlack } = await import('./adapter.ts');
    return createSlack(ours(settings), around);
  },
  async check(settings, commands, places, kept) {
    const { checkSlack } = await import('./check.ts');
    return checkSlack(ours(settings), commands, places, kept);
  },
};

/** The manifest with the prefix that the environment sets. */
export function manifestOf(
  commands: Command[],
  env: Record<string, string | undefined>,
  url: string | null,
): Result<Record<string, unknown>> {
  const prefix = environment.shape.SLACK_COMMAND_PREFIX.safeParse(env.SLACK_COMMAND_PREFIX);
  if (!prefix.success)
    return { ok: false, why: `SLACK_COMMAND_PREFIX ${prefix.error.issues[0]?.message ?? ''}.` };
  return { ok: true, value: manifest(commands, prefix.data, url) };
}
