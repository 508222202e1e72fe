/** Discord in the list of platforms. Its library is loaded when it is wanted: most commands of the command line are not. */
import type { PlatformKind } from '../../src/platform.ts';
import { environment, type Settings } from './settings.ts';

/** The list knows no platform's settings; these are what `environment` made. */
const ours = (settings: Record<string, unknown>) => settings as Settings;

export const discord: PlatformKind = {
  name: 'discord',
  environment,
  wanted: (settings) => ours(settings).DISCORD_TOKEN !== undefined,
  async connect(settings, around) {
    const { createDiscord } = await import('./adapter.ts');
    return createDiscord(ours(settings), around);
  },
  async check(settings, _commands, places) {
    const { checkDiscord } = await import('./check.ts');
    return checkDiscord(ours(settings), places);
  },
};
