/** Statements by day, with a chart of who spoke when; what one speaker denied and said stands side by side. */
import { z } from 'zod';
import type { Opposed, SpeakerHit, TopicCard } from '../src/cards.ts';
import type { Button, Node, Reply } from '../src/chat.ts';
import type { Command, Desk } from '../src/command.ts';
import { plain, strong } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { pageField, sinceField, speakerField } from './fields.ts';
import { privately, sentence, speakerChoices, speakersMeant } from './reply.ts';
import { readSince } from './since.ts';
import { topicChoices } from './topics.ts';

const PAGE = 8;
const CHOICES = 10;

const options = z.object({
  topic: z.string().optional().meta({ is: 'topic' }).describe('a topic; /topics lists them'),
  speaker: speakerField,
  since: sinceField,
  order: z
    .enum(['newest', 'oldest'], words.timeline.badOrder)
    .optional()
    .describe('which end comes first: newest or oldest'),
  page: pageField,
});
type Input = z.output<typeof options>;
type Scope = { topic: TopicCard | null; speaker: SpeakerHit | null };

export const timeline: Command = {
  name: 'timeline',
  summary: 'Statements by day on a topic or of a speaker, with a chart of who spoke when',
  options,
  examples: [
    '/timeline leaders-visits',
    '/timeline speaker:Campbell',
    '/timeline speaker:Peskov order:oldest',
  ],
  who: 'anyone',
  may: () => true,
  async complete(field, typed, desk) {
    if (field === 'topic') return topicChoices(typed, desk);
    if (field === 'order') return ['newest', 'oldest'].map((value) => ({ label: value, value }));
    if (field !== 'speaker') return [];
    return speakerChoices(typed, desk);
  },
  async run(raw, _caller, desk) {
    const input = options.parse(raw);
    const since = input.since === undefined ? undefined : readSince(input.since, desk.now());
    if (since === null) return sentence(words.whosaid.badSince);
    const scope = await scopeOf(input, desk);
    return 'visibility' in scope ? scope : answer(input, scope, since, desk);
  },
};

/** What is asked for, or the reply that asks back. A bare word that is no topic may be a name: nobody should have to know. */
async function scopeOf(input: Input, desk: Desk): Promise<Scope | Reply> {
  const typed = input.topic?.trim() ?? '';
  const topic =
    desk.topics().find((t) => [t.short, t.id, t.name.toLowerCase()].includes(typed.toLowerCase())) ?? null;
  const name = input.speaker?.trim() || (topic === null ? typed : '');
  if (name === '') return topic === null ? sentence(words.timeline.ask) : { topic, speaker: null };
  if (topic === null && typed !== '' && input.speaker !== undefined)
    return sentence(
      words.subscribe.unknownTopic(
        typed,
        desk.topics().map((t) => t.short),
      ),
    );
  const { hits, near: nearest } = await speakersMeant(name, desk);
  const [speaker] = hits;
  if (speaker !== undefined && hits.length === 1) return { topic, speaker };
  const near = hits.length > 0 ? hits : nearest;
  const buttons = near.slice(0, CHOICES).map((h) => ({
    label: words.whosaid.choice(h.name, h.role, h.statements),
    action: again(
      input,
      {
        speaker:
          near.filter((n) => n.name === h.name).length === 1 && h.name.includes(' ') ? h.name : `#${h.id}`,
      },
      topic === null ? ['topic'] : [],
    ),
  }));
  const text =
    hits.length > 0
      ? words.timeline.which(name)
      : input.speaker === undefined
        ? words.timeline.unknown(
            name,
            desk.topics().map((t) => t.short),
            near.map((h) => h.name),
          )
        : words.whosaid.unknown(
            name,
            near.map((h) => h.name),
          );
  return privately([
    { kind: 'text', text: [plain(text)] },
    ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
  ]);
}

/** The input once more with a change, as a button carries it. */
function again(input: Input, change: Record<string, string>, without: string[] = []) {
  const kept = Object.entries(input).flatMap(([key, value]) =>
    value === undefined || without.includes(key) ? [] : [[key, String(value)]],
  );
  return { command: 'timeline', input: { ...Object.fromEntries(kept), ...change } };
}

async function answer(
  input: Input,
  { topic, speaker }: Scope,
  since: number | undefined,
  desk: Desk,
): Promise<Reply> {
  const page = input.page ?? 1;
  const name = [speaker?.name, topic?.name].filter((n) => n !== undefined).join(' · ');
  const found = await desk.timeline({
    name,
    page,
    size: PAGE,
    oldestFirst: input.order === 'oldest',
    ...(topic === null ? {} : { topic: topic.id }),
    ...(speaker === null ? {} : { speakerId: speaker.id }),
    ...(since === undefined ? {} : { since }),
  });
  if (found.total === 0) return sentence(words.timeline.nothing(since !== undefined));
  const pages = Math.ceil(found.total / PAGE);
  if (page > pages) return sentence(words.whosaid.noPage(pages));
  const narrowed = input.since === undefined ? [] : [words.whosaid.sinceShown(input.since)];
  const nodes: Node[] = [{ kind: 'heading', text: words.timeline.header(name, narrowed, found.total) }];
  if (found.picture !== null) {
    const { png, alt } = found.picture;
    nodes.push(png === null ? { kind: 'note', text: [plain(alt)] } : { kind: 'image', png, alt });
  }
  nodes.push(...sideBySide(found.opposed, speaker !== null));
  for (const day of found.days) {
    nodes.push({ kind: 'text', text: [strong(words.timeline.day(day.date, day.articles))] });
    for (const statement of day.statements)
      nodes.push({ kind: 'quote', statement, sources: true, bare: speaker !== null });
  }
  nodes.push({ kind: 'note', text: [plain(words.timeline.dated)] });
  if (pages > 1) nodes.push({ kind: 'note', text: [plain(words.whosaid.page(page, pages))] });
  const scope: Record<string, string> = speaker === null ? {} : { speaker: `#${speaker.id}` };
  const go = (change: Record<string, string>) =>
    again(input, { ...scope, ...change }, topic === null ? ['topic'] : []);
  const buttons: Button[] = [];
  if (page < pages) buttons.push({ label: words.whosaid.next, action: go({ page: String(page + 1) }) });
  if (page > 1) buttons.push({ label: words.whosaid.previous, action: go({ page: String(page - 1) }) });
  if (pages > 1) {
    const [label, order] =
      input.order === 'oldest' ? [words.timeline.newest, 'newest'] : [words.timeline.oldest, 'oldest'];
    buttons.push({ label, action: go({ order, page: '1' }) });
  }
  if (buttons.length > 0) nodes.push({ kind: 'buttons', buttons });
  return privately(nodes);
}

/** Each pair in order of its days, under its dates. */
function sideBySide(opposed: Opposed[], bare: boolean): Node[] {
  if (opposed.length === 0) return [];
  const nodes: Node[] = [{ kind: 'text', text: [strong(words.timeline.opposed)] }];
  for (const { denied, said, first } of opposed) {
    const both = [
      { ...denied, stance: 'denied' as const },
      { ...said, stance: 'said' as const },
    ];
    for (const one of first === 'denied' ? both : both.reverse()) {
      nodes.push({ kind: 'text', text: [plain(words.timeline.on(one.date, one.stance))] });
      nodes.push({ kind: 'quote', statement: one.statement, sources: true, bare });
    }
  }
  nodes.push({ kind: 'note', text: [plain(words.timeline.opposedNote)] });
  return nodes;
}
