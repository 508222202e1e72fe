/** What each channel of one tenant was told of an article, or why it was not. */
import type { Section } from '../cards.ts';
import type { Caller, Rich } from '../chat.ts';
import { momentShown, plain } from '../shown.ts';
import { type Kept, readTold } from '../store/rows.ts';
import type { ArticleRow, DeliveryRow, SubscriptionRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { words } from '../words.ts';

const told = words.explain;

export type ChannelParts = {
  store: Store;
  /** Whether a subscription's own query fits the article. */
  matches(query: string): boolean;
  /** Whether a story is muted in a channel. */
  isMuted(channel: string): Promise<boolean>;
};

/** The article as the channels' rules look at it. `voices`: the directory's ids of whom it quotes. */
export type Told = {
  article: Pick<ArticleRow, 'id' | 'story_id' | 'seen_at'>;
  isHead: boolean;
  storyTopics: string[];
  voices: string[];
  /** Of the first version; null for an article filed before reasons were kept. */
  kept: Kept | null;
  /** Any version brought something for the thread. */
  material: boolean;
  /** How many independent outlets report the story. */
  outlets: number;
};

/**
 * The channels the caller may know of: a manager every one of the tenant, anybody else the one they are in. Other tenants'
 * are never looked at.
 */
export async function channels(parts: ChannelParts, told_: Told, caller: Caller): Promise<Section> {
  const { place } = caller;
  const only = caller.manager ? null : place.channel;
  const deliveries = await parts.store.explaining.deliveries(told_.article.story_id, place, only);
  const subscriptions = await parts.store.subscriptions.list(place, caller.manager);
  const names = new Set([
    place.channel,
    ...deliveries.map((d) => d.channel),
    ...subscriptions.map((s) => s.channel),
  ]);
  const lines: Rich[] = [];
  for (const channel of names) {
    // Somebody else's direct messages with the bot are no manager's business.
    if (channel !== place.channel && caller.sees !== undefined && !(await caller.sees(channel))) continue;
    const own = deliveries.filter((d) => d.channel === channel);
    const subscribed = subscriptions.filter((s) => s.channel === channel);
    const said = await channelLines(parts, told_, own, subscribed, channel, caller);
    const where: Rich =
      channel === place.channel
        ? []
        : [
            plain(told.inChannel),
            { kind: 'mention', place: { ...place, channel }, text: channel },
            plain(told.says('')),
          ];
    for (const line of said) lines.push([...where, plain(line.charAt(0).toUpperCase() + line.slice(1))]);
  }
  return { heading: caller.manager && names.size > 1 ? told.headings.toldIn : told.headings.told, lines };
}

async function channelLines(
  parts: ChannelParts,
  about: Told,
  deliveries: DeliveryRow[],
  subscriptions: SubscriptionRow[],
  channel: string,
  caller: Caller,
): Promise<string[]> {
  const post = deliveries.find((d) => d.kind === 'post');
  if (post === undefined) return [await withheld(parts, about, subscriptions, channel, caller)];
  const ofArticle = deliveries.filter(
    (d) => d.kind === 'reply' && readTold(d.told).article === about.article.id,
  );
  const edit = deliveries.findLast((d) => d.kind === 'edit' && d.state !== 'dropped');
  const unpublished = deliveries.filter((d) => d.kind === 'publish' && d.state !== 'sent');
  const lines = [post, ...unpublished, ...ofArticle, ...(edit === undefined ? [] : [edit])].map((d) =>
    line(d, parts, caller),
  );
  if (about.isHead) return [lines[0] ?? '', told.withheld.head, ...lines.slice(1)];
  if (ofArticle.length > 0) return lines;
  const held = about.kept?.held;
  const why =
    held === 'backlog' || held === 'old'
      ? told.withheld[held]
      : about.material
        ? null
        : told.withheld.notMaterial;
  return why === null ? lines : [...lines, why];
}

function line(d: DeliveryRow, { store }: ChannelParts, caller: Caller): string {
  const soon = store.clock.now() + 1_000;
  const at = d.state === 'sent' ? d.settled_at : d.state === 'planned' && d.next_at > soon ? d.next_at : null;
  return told.delivery(d.kind, d.state, d.why, at === null ? null : momentShown(at, caller.zone));
}

/** The first rule, in the order in which the bot applies them, that kept the article's story from a channel. */
async function withheld(
  { matches, isMuted }: ChannelParts,
  about: Told,
  subscriptions: SubscriptionRow[],
  channel: string,
  caller: Caller,
): Promise<string> {
  const held = about.kept?.held;
  if (held === 'backlog' || held === 'old') return told.withheld[held];
  if (subscriptions.length === 0) return told.withheld.nothing;
  const fits = (s: SubscriptionRow) =>
    s.kind === 'topic'
      ? about.storyTopics.includes(s.value)
      : s.kind === 'speaker'
        ? about.voices.includes(s.value)
        : matches(s.value);
  const fitting = subscriptions.filter(fits);
  const [first] = fitting;
  if (first === undefined) return told.withheld.noneFits(subscriptions.map((s) => s.label));
  if (await isMuted(channel)) return told.withheld.muted;
  if (fitting.every((s) => s.created_at > about.article.seen_at))
    return told.withheld.later(first.label, momentShown(first.created_at, caller.zone));
  const least = Math.min(...fitting.map((s) => s.outlets));
  if (least > about.outlets)
    return told.withheld.outlets(fitting.find((s) => s.outlets === least)?.label ?? '', least, about.outlets);
  if (fitting.every((s) => s.kind === 'speaker') && (about.kept?.news.statements ?? 1) === 0)
    return told.withheld.speakerOld(fitting.map((s) => s.label));
  return told.withheld.unknown;
}
