/** Who said what: by speaker, by words, by topic, since when. Asks back when a name is ambiguous, never guesses. */
import { z } from 'zod';
import type { Found, Question, SpeakerHit } from '../src/cards.ts';
import type { Button, Node, Reply } from '../src/chat.ts';
import type { Command, Desk } from '../src/command.ts';
import { plain } from '../src/shown.ts';
import { words } from '../src/words.ts';
import { asOption, type Format, fileOf, MOST_EXPORTED } from './exporting.ts';
import { pageField, shareField, sinceField, speakerField, yesOrNo } from './fields.ts';
import { privately, sentence, speakerChoices, speakersMeant } from './reply.ts';
import { readSince } from './since.ts';
import { topicChoices, topicNamed } from './topics.ts';

const PAGE = 8; // fits Discord's 40 components and a phone's screen twice
const CHOICES = 10;

const options = z.object({
  speaker: speakerField,
  about: z.string().optional().describe('words that were said'),
  topic: z.string().optional().meta({ is: 'topic' }).describe('only in stories on this topic'),
  since: sinceField,
  quotes: yesOrNo('yes: only statements with quoted words'),
  ids: yesOrNo('yes: show the ids that corrections take'),
  as: asOption,
  share: shareField,
  page: pageField,
});
type Input = z.output<typeof options>;

export const whosaid: Command = {
  name: 'whosaid',
  summary: 'Who said what: verbatim, with speaker, date and link',
  options,
  examples: ['/whosaid Campbell', '/whosaid about:"hard currency"', '/whosaid Peskov topic:leaders-visits'],
  who: 'anyone',
  may: () => true,
  form: (input) =>
    Object.keys(input).length > 0
      ? null
      : { command: 'whosaid', title: words.whosaid.form, fields: ['speaker', 'about', 'since'], input },
  open: (input) => input.share === 'yes',
  async complete(field, typed, desk) {
    if (field === 'topic') return topicChoices(typed, desk);
    if (field !== 'speaker') return [];
    return speakerChoices(typed, desk);
  },
  async run(raw, _caller, desk) {
    const input = options.parse(raw);
    const since = input.since === undefined ? undefined : readSince(input.since, desk.now());
    if (since === null) return sentence(words.whosaid.badSince);
    const topic = input.topic === undefined ? undefined : topicNamed(input.topic, desk);
    if (typeof topic === 'string') return sentence(topic);
    if (
      input.speaker === undefined &&
      input.about === undefined &&
      topic === undefined &&
      since === undefined
    ) {
      return sentence(words.whosaid.ask);
    }
    const unreadable = [input.speaker, input.about].find(
      (typed) => typed !== undefined && !/[\p{L}\p{N}]/u.test(typed),
    );
    if (unreadable !== undefined) return sentence(words.whosaid.noLetters(unreadable));
    const speaker = input.speaker === undefined ? undefined : await findSpeaker(input.speaker, input, desk);
    if (speaker !== undefined && 'visibility' in speaker) return speaker;
    return answer(input, { speaker, topic, since }, desk);
  },
};

/** One speaker, or the reply that asks which one or offers the nearest. A speaker's id is what the buttons carry. */
async function findSpeaker(typed: string, input: Input, desk: Desk): Promise<SpeakerHit | Reply> {
  const { hits, near } = await speakersMeant(typed, desk);
  const [first] = hits;
  if (first !== undefined && hits.length === 1) return first;
  const choose = (list: SpeakerHit[]): Node => ({
    kind: 'buttons',
    buttons: list.slice(0, CHOICES).map((h) => ({
      label: words.whosaid.choice(h.name, h.role, h.statements),
      action: {
        command: 'whosaid',
        input: { ...given(input), speaker: unique(h, list) ? h.name : `#${h.id}` },
      },
    })),
  });
  if (hits.length > 1) {
    const more: Node[] =
      hits.length > CHOICES
        ? [{ kind: 'note', text: [plain(words.whosaid.more(hits.length - CHOICES))] }]
        : [];
    return privately([{ kind: 'heading', text: words.whosaid.which(typed) }, choose(hits), ...more]);
  }
  const text = words.whosaid.unknown(
    typed,
    near.map((n) => n.name),
  );
  const nodes: Node[] = [{ kind: 'text', text: [plain(text)] }];
  if (near.length > 0) nodes.push(choose(near));
  return privately(nodes);
}

const unique = (hit: SpeakerHit, list: SpeakerHit[]) =>
  list.filter((h) => h.name === hit.name).length === 1 && hit.name.includes(' ');

/** The input as a button carries it: strings, without what was left out. */
function given(input: Input): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([k, v]) => (v === undefined ? [] : [[k, String(v)]])),
  );
}

type Scope = {
  speaker: SpeakerHit | undefined;
  topic: { id: string; name: string } | undefined;
  since: number | undefined;
};

async function answer(input: Input, scope: Scope, desk: Desk): Promise<Reply> {
  const page = input.page ?? 1;
  const onlyQuotes = input.quotes === 'yes';
  const question: Question = {
    page,
    size: PAGE,
    onlyQuotes,
    ...(scope.speaker === undefined ? {} : { speakerId: scope.speaker.id }),
    ...(scope.topic === undefined ? {} : { topic: scope.topic.id }),
    ...(scope.since === undefined ? {} : { since: scope.since }),
    ...(input.about === undefined ? {} : { about: input.about }),
  };
  if (input.as !== undefined) return exported(input, input.as, scope, question, desk);
  const found = await desk.statements(question);
  if (found.total === 0) return sentence(nothing(question));
  const pages = found.more ? null : Math.ceil(found.total / PAGE);
  if (found.statements.length === 0) return sentence(words.whosaid.noPage(pages ?? page));
  const nodes: Node[] = [{ kind: 'heading', text: heading(input, scope, found) }];
  for (const [i, statement] of found.statements.entries()) {
    nodes.push({
      kind: 'quote',
      statement,
      sources: true,
      number: (page - 1) * PAGE + i + 1,
      bare: scope.speaker !== undefined,
      id: input.ids === 'yes',
    });
  }
  if (pages !== 1) nodes.push({ kind: 'note', text: [plain(words.whosaid.page(page, pages))] });
  const again = (change: Record<string, string>) => ({
    command: 'whosaid',
    input: { ...given(input), ...change },
  });
  const buttons: Button[] = [];
  if (pages === null || page < pages)
    buttons.push({ label: words.whosaid.next, action: again({ page: String(page + 1) }) });
  if (page > 1) buttons.push({ label: words.whosaid.previous, action: again({ page: String(page - 1) }) });
  if (
    !onlyQuotes &&
    found.statements.some((s) => s.kind === 'indirect') &&
    found.statements.some((s) => s.kind !== 'indirect')
  ) {
    buttons.push({ label: words.whosaid.onlyQuotes, action: again({ quotes: 'yes', page: '1' }) });
  }
  if (buttons.length > 0) nodes.push({ kind: 'buttons', buttons });
  return { ...privately(nodes), visibility: input.share === 'yes' ? 'public' : 'private' };
}

const nothing = ({ about, since, topic, onlyQuotes }: Question): string =>
  words.whosaid.nothing({
    words: about?.includes(' ') === true,
    since: since !== undefined,
    topic: topic !== undefined,
    quotes: onlyQuotes === true,
  });

/** The whole answer as a file, gathered in slices so that nobody else waits for it. */
async function exported(
  input: Input,
  format: Format,
  scope: Scope,
  question: Question,
  desk: Desk,
): Promise<Reply> {
  const slice = 250;
  let found = await desk.statements({ ...question, page: 1, size: slice });
  if (found.total === 0) return sentence(nothing(question));
  const first = found;
  const statements = [...first.statements];
  for (let page = 2; statements.length < MOST_EXPORTED && found.statements.length === slice; page++) {
    found = await desk.statements({ ...question, page, size: slice });
    statements.push(...found.statements);
  }
  // How many there are is known once there are no more, else only that there are more.
  const all = { ...first, total: found.total, more: found.more };
  const name = [scope.speaker?.name, input.about, scope.topic?.name, input.since].find(
    (n) => n !== undefined,
  );
  const title = { title: heading(input, scope, all), name: name ?? '' };
  const node = fileOf(title, format, statements.slice(0, MOST_EXPORTED));
  const file = node.kind === 'file' ? node.name : '';
  const said = [words.export.made(file, Math.min(statements.length, MOST_EXPORTED))];
  if (all.more || all.total > MOST_EXPORTED)
    said.push(words.export.cut(MOST_EXPORTED, all.more ? null : all.total));
  return privately([{ kind: 'text', text: [plain(said.join(' '))] }, node]);
}

function heading(input: Input, scope: Scope, found: Found): string {
  if (scope.speaker !== undefined) {
    const { name, role } = scope.speaker;
    const narrowed = [
      input.about === undefined ? null : `“${input.about}”`,
      scope.topic?.name ?? null,
      input.since === undefined ? null : words.whosaid.sinceShown(input.since),
    ].filter((n) => n !== null);
    return words.whosaid.header(name, role, narrowed, found);
  }
  if (input.about !== undefined) return words.whosaid.aboutHeader(input.about, found);
  return words.whosaid.topicHeader(scope.topic?.name ?? words.whoSaidWhat, found);
}
