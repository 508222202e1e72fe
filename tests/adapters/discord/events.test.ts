import { afterEach, expect, it, vi } from 'vitest';
import { createEvents } from '../../../adapters/discord/events.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('tries a channel again at its first change and after the last of several, and not for each', async () => {
  vi.useFakeTimers();
  const opened: (string | null)[] = [];
  const events = createEvents({
    around: {
      opened: async (_, channel) => void opened.push(channel),
      removed: async () => {},
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      now: () => Date.now(),
    },
    channels: { learn: () => {}, forget: () => {} } as never,
    ready: () => {},
    interaction: () => {},
  });
  const change = () => events({ t: 'CHANNEL_UPDATE', d: { id: '2', guild_id: '1', type: 0, name: 'news' } });
  for (let n = 0; n < 4; n++) change();
  expect(opened).toEqual(['2']);
  await vi.advanceTimersByTimeAsync(4_900);
  expect(opened).toEqual(['2']);
  await vi.advanceTimersByTimeAsync(200);
  expect(opened).toEqual(['2', '2']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened).toEqual(['2', '2']);
});
