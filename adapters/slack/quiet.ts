/** The libraries' log within ours: what they warn of is our own sentence already, so it is for debugging alone. */
import { LogLevel } from '@slack/bolt';
import type { Log } from '../../src/platform.ts';

export const quiet = (log: Log) => ({
  debug: () => {}, // whole requests, with what people wrote
  info: () => {},
  warn: (...said: unknown[]) => log.debug({ slack: said.map(String).join(' ') }, 'Slack’s library warns.'),
  error: (...said: unknown[]) =>
    log.debug({ slack: said.map(String).join(' ') }, 'Slack’s library complains.'),
  setLevel: () => {},
  getLevel: () => LogLevel.WARN,
  setName: () => {},
});
