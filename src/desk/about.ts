/** What runs, what it watches, what it has read and what waits. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ModelUse, Section } from '../cards.ts';
import type { Caller, Rich } from '../chat.ts';
import { feedName, momentShown, plain } from '../shown.ts';
import type { Store } from '../store/store.ts';
import { words } from '../words.ts';

const FAILING = 4;
const manifest = z.object({ version: z.string(), license: z.string() });

/** Why a folder cannot be read names its path on the machine: that is the operator's own. */
const isWeb = (url: string): boolean => /^https?:/.test(url);

/** Of the deliveries a tenant sees its own; an operator, who answers for all, sees all. */
export async function about(
  store: Store,
  topics: { name: string }[],
  caller: Caller,
  model: ModelUse | null,
): Promise<Section[]> {
  const { version, license } = manifest.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')),
  );
  const { platform, tenant } = caller.place;
  const seen = await store.overview.look(caller.operator ? null : { platform, tenant });
  const when = (at: number) => momentShown(at, caller.zone);
  const { feeds, kept, items } = seen;
  const told = words.about;
  const line = (text: string): Rich => [plain(text)];
  const failing = feeds.failing
    .slice(0, FAILING)
    .map((f) => line(told.failing(feedName(f.name, f.url), isWeb(f.url) || caller.operator ? f.why : '')));
  const more = feeds.failing.length - failing.length;
  const soon = store.clock.now() + 1_000;
  return [
    {
      heading: told.header(version),
      lines: [
        line(told.running(seen.startedAt === null ? null : when(seen.startedAt))),
        line(told.licence(license)),
      ],
    },
    {
      heading: told.headings.watches,
      lines: [
        line(told.feeds(feeds.listed, feeds.ok, feeds.failing.length, feeds.unread)),
        ...failing,
        ...(more > 0 ? [line(told.failingMore(more))] : []),
        line(told.topics(topics.map((t) => t.name))),
      ],
    },
    {
      heading: told.headings.has,
      lines: [
        line(told.kept(kept.articles, kept.outlets, kept.stories, kept.statements, kept.speakers)),
        line(told.items(items.pending, items.failed)),
      ],
    },
    ...(model === null ? [] : [{ heading: told.headings.model, lines: modelLines(model) }]),
    {
      heading: told.headings.deliveries,
      lines: [
        line(told.deliveries(seen.deliveries.map((d) => [d.state, d.count]))),
        ...seen.removed.map((r) => line(told.removed(r.platform, r.tenant, when(r.since), r.subscriptions))),
        ...seen.ended.map((d) => line(told.ended(d.count, d.state, d.why))),
        ...seen.waiting.map((w) =>
          line(
            told.waiting(
              w.count,
              w.state,
              w.why,
              w.state === 'planned' && w.nextAt > soon ? when(w.nextAt) : null,
            ),
          ),
        ),
      ],
    },
  ];
}

/** What it was asked and what came of it: whoever pays for it wants to know. */
function modelLines(model: ModelUse): Rich[] {
  const { calls, accepted, refused, failed } = model;
  return [
    words.about.model(model.model, calls, model.days),
    words.about.modelFates(accepted, refused, failed),
    words.about.modelTokens(model.inputTokens, model.outputTokens),
  ].map((text) => [plain(text)]);
}
