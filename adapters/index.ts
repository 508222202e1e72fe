/** The list of platforms: one line each. The terminal is there when no other is. */
import type { PlatformKind } from '../src/platform.ts';
import { discord } from './discord/index.ts';
import { slack } from './slack/kind.ts';

export { createConsole } from './console/adapter.ts';

export { manifestOf as slackManifest } from './slack/kind.ts';

export const platforms: PlatformKind[] = [discord, slack];
