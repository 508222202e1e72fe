/** The list of platforms: one line each. The terminal is there when no other is. */
import type { PlatformKind } from '../src/chat.ts';
import { discord } from './discord/index.ts';

export { createConsole } from './console/adapter.ts';

export const platforms: PlatformKind[] = [discord];
