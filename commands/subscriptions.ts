/** What this channel is subscribed to. */
import { z } from 'zod';
import type { SubscriptionCard } from '../src/cards.ts';
import type { Command } from '../src/command.ts';
import { plain, strong } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { privately, sentence } from './reply.ts';

export const subscriptions: Command = {
  name: 'subscriptions',
  summary: 'What this channel is subscribed to',
  options: z.object({}),
  examples: ['/subscriptions'],
  who: 'anyone',
  may: () => true,
  async run(_input, caller, desk) {
    const have = await desk.subscriptions(caller.place);
    const short = (id: string) => desk.topics().find((t) => t.id === id)?.short ?? id;
    if (have.length === 0) return sentence(words.subscriptions.none);
    const closed = await desk.closed(caller.place);
    return privately([
      { kind: 'heading', text: words.subscriptions.header },
      {
        kind: 'list',
        items: have.map((s) => [
          strong(s.label),
          plain(
            s.kind === 'topic'
              ? ` · ${words.subscriptions.kind.topic} ${short(s.value)}`
              : ` · ${words.subscriptions.kind[s.kind]}`,
          ),
          plain(manner(s)),
        ]),
      },
      ...(closed === null ? [] : [{ kind: 'note' as const, text: [plain(words.closed.here(closed))] }]),
    ]);
  },
};

const manner = (s: SubscriptionCard): string =>
  [
    s.silent ? words.subscriptions.silent : null,
    s.ping === null ? null : words.subscriptions.ping,
    s.crosspost ? words.subscriptions.crosspost : null,
    s.outlets > 1 ? words.subscriptions.outlets(s.outlets) : null,
    s.delivery === 'now' ? null : words.subscriptions.rhythm(s.delivery, s.at, s.zone),
    s.quiet === null ? null : words.subscriptions.quiet(s.quiet, s.zone),
    s.paused ? words.subscriptions.paused : null,
  ]
    .filter((m) => m !== null)
    .map((m) => ` · ${m}`)
    .join('');
