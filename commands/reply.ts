/** Replies as commands make them: nodes with the whole message in words beside them. */
import type { SpeakerHit, StoryCard, SubscriptionCard } from '../src/cards.ts';
import type { Action, Button, Caller, Choice, Node, Reply } from '../src/chat.ts';
import type { Desk } from '../src/command.ts';
import { message, plain } from '../src/shown.ts';
import { words } from '../src/words.ts';

/** Discord shows 25 completions, and nobody reads more. */
const COMPLETED = 20;

export const privately = (nodes: Node[]): Reply => ({ ...message(nodes), visibility: 'private' });

/** The one speaker of this name, or the sentence that says what to type. */
export async function oneSpeaker(
  typed: string | undefined,
  desk: Desk,
  missing: string,
): Promise<SpeakerHit | string> {
  if (typed === undefined || typed.trim() === '') return missing;
  const byId = typed.startsWith('#') ? await desk.speaker(typed.slice(1)) : null;
  if (byId !== null) return byId;
  const hits = await desk.speakersNamed(typed);
  const [first] = hits;
  if (first === undefined) {
    const near = await desk.speakersLike(typed, 5);
    return words.whosaid.unknown(
      typed,
      near.map((h) => h.name),
    );
  }
  return hits.length === 1
    ? first
    : words.speaker.several(
        typed,
        hits.map((h) => h.name),
      );
}

/** Whom a typed name can mean: those called so, else those who hold such an office; else nobody, with the nearest names. */
export async function speakersMeant(
  typed: string,
  desk: Desk,
): Promise<{ hits: SpeakerHit[]; near: SpeakerHit[] }> {
  const byId = typed.startsWith('#') ? await desk.speaker(typed.slice(1)) : null;
  const hits = byId === null ? await desk.speakersNamed(typed) : [byId];
  if (hits.length > 0) return { hits, near: [] };
  const holders = await desk.speakersInRole(typed, false);
  if (holders.length > 0) return { hits: holders, near: [] };
  const near = await desk.speakersLike(typed, 5);
  return near.length > 0 ? { hits, near } : { hits: await desk.speakersInRole(typed, true), near };
}

/** One sentence, to the asker alone. */
export const sentence = (text: string): Reply => privately([{ kind: 'text', text: [plain(text)] }]);

/** Speakers as they are offered while somebody types: the role beside the name, so that two of one name are told apart. */
export async function speakerChoices(typed: string, desk: Desk): Promise<Choice[]> {
  const hits = await desk.speakersKnown(typed, COMPLETED);
  return hits.map((h) => ({ label: h.role === null ? h.name : `${h.name} · ${h.role}`, value: h.name }));
}

/** `others`: further stories in which the words were said, for whoever meant one of those. */
type OneStory = { story: StoryCard; others: StoryCard[] };

/**
 * The one story of this id, link or words of a title, else the one in which the words were said; or the reply that says what to
 * type or asks which. `rest`: what the buttons of the choice keep of the input. `among`: if any of these is meant, it is one of them.
 */
export async function oneStory(
  typed: string | undefined,
  desk: Desk,
  command: string,
  missing: string,
  { rest = {}, among = null }: { rest?: Record<string, string>; among?: Set<string> | null } = {},
): Promise<OneStory | Reply> {
  const wanted = typed?.trim() ?? '';
  if (wanted === '') return sentence(missing);
  const found = await desk.storiesNamed(wanted);
  const all = [...found.called, ...found.heard];
  const meant = all.filter((s) => among?.has(s.id));
  const stories = meant.length > 0 ? meant : found.called.length > 0 ? found.called : found.heard;
  const [only] = stories;
  if (found.vague) return sentence(words.story.vague(wanted));
  if (only === undefined)
    return sentence(/^https?:/i.test(wanted) ? words.story.unknown(wanted) : words.story.unheard(wanted));
  if (stories.length === 1) return { story: only, others: all.filter((s) => s.id !== only.id) };
  const buttons = stories.map((s) => ({
    label: s.title,
    action: { command, input: { ...rest, story: s.id } },
  }));
  return privately([
    { kind: 'heading', text: found.called.length > 0 ? words.story.which : words.story.whichHeard },
    { kind: 'buttons', buttons },
  ]);
}

/** What people type for a subscription: a topic's short name, else its label. */
const typedAs = (s: SubscriptionCard, desk: Desk): string =>
  s.kind === 'topic' ? (desk.topics().find((t) => t.id === s.value)?.short ?? s.value) : s.label;

/** The subscription of this id, topic, or label. */
export function subscriptionNamed(
  typed: string,
  have: SubscriptionCard[],
  desk: Desk,
): SubscriptionCard | undefined {
  const bare = (text: string) => text.trim().toLowerCase().replace(/[“”"]/g, '');
  return have.find((s) => [s.id, s.value, typedAs(s, desk), s.label].some((v) => bare(v) === bare(typed)));
}

/** Of what a platform sends back of a choice: Discord takes 100 characters, Slack 150. */
const LONGEST_CHOICE = 100;

/** What stands for a subscription in a list: what people type, or its id where that is too long, as a query may be. */
function choiceOf(s: SubscriptionCard, desk: Desk): Choice {
  const typed = typedAs(s, desk);
  return { label: s.label, value: typed.length <= LONGEST_CHOICE ? typed : s.id };
}

/** The channel's subscriptions as they are offered while somebody types. */
export async function subscriptionChoices(typed: string, desk: Desk, caller: Caller): Promise<Choice[]> {
  const have = await desk.subscriptionsKnown(caller.place);
  return have
    .filter((s) => `${s.label} ${s.value}`.toLowerCase().includes(typed.toLowerCase()))
    .map((s) => choiceOf(s, desk));
}

/** The one subscription that is meant, or the sentence that says what to type. */
export async function oneSubscription(
  typed: string | undefined,
  desk: Desk,
  caller: Caller,
): Promise<SubscriptionCard | string> {
  const have = await desk.subscriptions(caller.place);
  // At the Home tab, which is no channel: a button of something that is gone meanwhile.
  const home = caller.place.channel === '';
  if (home) return subscriptionNamed(typed ?? '', have, desk) ?? words.unsubscribe.gone;
  if (have.length === 0) return words.unsubscribe.none;
  const labels = have.map((s) => typedAs(s, desk));
  if (typed === undefined || typed.trim() === '') return words.unsubscribe.ask(labels);
  return subscriptionNamed(typed, have, desk) ?? words.unsubscribe.unknown(typed, labels);
}

/** "Page 2 of 5" with its buttons; nothing where there is one page. */
export function paging(action: Action, page: number, pages: number): Node[] {
  if (pages <= 1) return [];
  const to = (label: string, at: number): Button => ({
    label,
    action: { ...action, input: { ...action.input, page: String(at) } },
  });
  return [
    { kind: 'note', text: [plain(words.whosaid.page(page, pages))] },
    {
      kind: 'buttons',
      buttons: [
        ...(page < pages ? [to(words.whosaid.next, page + 1)] : []),
        ...(page > 1 ? [to(words.whosaid.previous, page - 1)] : []),
      ],
    },
  ];
}
