/** Discord in the list of platforms. */
import type { PlatformKind } from '../../src/chat.ts';
import { createDiscord, PATIENCE } from './adapter.ts';
import { checkDiscord } from './check.ts';
import { createRest } from './rest.ts';
import { environment, type Settings } from './settings.ts';

/** The list knows no platform's settings; these are what `environment` made. */
const ours = (settings: Record<string, unknown>) => settings as Settings;

export const discord: PlatformKind = {
  name: 'discord',
  environment,
  wanted: (settings) => ours(settings).DISCORD_TOKEN !== undefined,
  connect: (settings, around) => createDiscord(ours(settings), around),
  async check(settings, _commands, places) {
    const { DISCORD_TOKEN: token = '', DISCORD_API_BASE: api } = ours(settings);
    const rest = createRest({ token, api, timeout: PATIENCE.request, now: () => Date.now() });
    try {
      return await checkDiscord(rest, places);
    } finally {
      rest.close();
    }
  },
};
