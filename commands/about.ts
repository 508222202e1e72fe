/** What runs, what it watches, what it has read and what waits: one screen. */
import { z } from 'zod';
import type { Command } from '../src/command.ts';
import { strong } from '../src/shown.ts';
import { privately } from './reply.ts';

export const about: Command = {
  name: 'about',
  summary: 'Version, what is watched and how it is doing, what was read, what waits to be sent',
  options: z.object({}),
  examples: ['/about'],
  who: 'anyone',
  may: () => true,
  async run(_input, caller, desk) {
    const [first, ...rest] = await desk.about(caller);
    return privately([
      { kind: 'heading', text: first?.heading ?? '' },
      ...(first?.lines ?? []).map((text) => ({ kind: 'text' as const, text })),
      ...rest.flatMap(({ heading, lines }) => [
        { kind: 'text' as const, text: [strong(heading)] },
        { kind: 'list' as const, items: lines },
      ]),
    ]);
  },
};
