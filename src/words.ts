/**
 * Every sentence that the bot says, by what it says. Adapters render what these return; nothing else in the code holds
 * a sentence for people, so that tone and wording are changed in one place.
 */
import type { Message, Node, Rich, Run, ShownSighting, ShownStatement } from './chat.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const plain = (text: string): Run => ({ kind: 'plain', text });
export const strong = (text: string): Run => ({ kind: 'strong', text });
export const linked = (text: string, url: string | null): Run =>
  url === null ? plain(text) : { kind: 'link', text, url };

/** "14 Jun 2024", "Mar 2024", "2024", "12–14 Jun 2024" from an EDTF or ISO date; anything else as it stands. */
export function showDate(date: string): string {
  const [from, to] = date.split('/');
  if (from !== undefined && to !== undefined) {
    const [a, b] = [showDate(from), showDate(to)];
    const [day, ...rest] = a.split(' ');
    return rest.length === 2 && b.endsWith(rest.join(' ')) ? `${day}–${b}` : `${a} – ${b}`;
  }
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date);
  if (parts === null) return date;
  const [, year, month, day] = parts;
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  if (name === undefined) return year ?? date;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** "3 outlets", "1 outlet". */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** "A", "A and B", "A, B and C", at most `most` names and the rest as a number. */
export function names(list: string[], most = 6): string {
  const shown = list.slice(0, most);
  const rest = list.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

const MARKS = {
  corrected: 'corrected since',
  withdrawn: 'withdrawn since',
  changed: 'no longer in the article',
};

/** Cues that cannot stand after a name are said as the verb they come from; every other cue is shown as printed. */
const FINITE: Record<string, string> = {
  saying: 'said',
  adding: 'added',
  calling: 'called',
  warning: 'warned',
  noting: 'noted',
  arguing: 'argued',
  telling: 'told',
  claiming: 'claimed',
  insisting: 'insisted',
  stressing: 'stressed',
  urging: 'urged',
  describing: 'described',
  explaining: 'explained',
  suggesting: 'suggested',
  denying: 'denied',
  asking: 'asked',
  citing: 'cited',
  writing: 'wrote',
  quoting: 'quoted',
  stating: 'stated',
  accusing: 'accused',
  announcing: 'announced',
};

function cueShown(s: ShownStatement): string {
  const cue = (s.cue ?? '').trim().replace(/[:,]+$/u, '');
  const lower = cue.toLowerCase();
  const participle = /^(?:also |later |and )?(\w+ing)\b/.exec(lower)?.[1];
  if (participle !== undefined) return FINITE[participle] ?? 'said';
  if (
    cue === '' ||
    /^(according|as |in the words|per\b|to\b|for\b|from\b)/.test(lower) ||
    !/\p{L}/u.test(cue)
  ) {
    return { said: 'said', denied: 'denied', declined: 'declined', asked: 'asked' }[s.stance];
  }
  // "told" needs somebody to be told; whom, is not kept.
  if (/^(has |have |had )?(told|tells|tell)$/.test(lower))
    return lower.replace(/told$/, 'said').replace(/tell/, 'say');
  return /^\p{Lu}\p{Ll}/u.test(cue) ? lower.charAt(0) + cue.slice(1) : cue;
}

/** A speaker's name with their role: "Kurt Campbell, US deputy secretary of state". */
export function speakerShown(s: ShownStatement): string {
  if (s.speaker === null) return 'Unattributed';
  const printed =
    s.speaker.kind === 'organisation' && /^\p{Ll}/u.test(s.speaker.name)
      ? `the ${s.speaker.name}`
      : s.speaker.name;
  const name = s.speaker.kind === 'person' ? printed : printed.charAt(0).toUpperCase() + printed.slice(1);
  return s.speaker.role === null ? name : `${name}, ${s.speaker.role}`;
}

/** The words themselves: quotation marks stand around verbatim words and nowhere else; " … " where a cue was between. */
export function wordsShown(s: ShownStatement): Rich {
  const runs: Rich = [];
  for (const [i, piece] of s.pieces.entries()) {
    const before = s.pieces[i - 1];
    if (before !== undefined) runs.push(plain(before.quoted && piece.quoted ? ' … ' : ' '));
    // "said: that the call …" reads badly; the conjunction is grammar of the cue, not of the words.
    const text = i === 0 && !piece.quoted ? piece.text.replace(/^that\s+(?=\S)/i, '') : piece.text;
    runs.push(piece.quoted ? { kind: 'quoted', text } : plain(text));
  }
  return runs;
}

/**
 * One statement as a line. A paraphrase always keeps its cue, so that "denied arms deals" cannot turn into "arms deals".
 */
export function statementShown(s: ShownStatement, bare: boolean): Rich {
  const paraphrased = s.kind !== 'direct' && s.stance === 'said' ? ' (paraphrased)' : '';
  const who = bare ? [] : [strong(speakerShown(s)), plain(s.speaker?.role != null ? ', ' : ' ')];
  // "declined to give a date" is one phrase; everything else is set off from its cue.
  const infinitive =
    s.kind !== 'direct' && /^to\s/i.test(s.pieces[0]?.text ?? '') && s.pieces[0]?.quoted === false;
  const cue = infinitive ? `${cueShown(s)} ` : `${cueShown(s)}${paraphrased}: `;
  const runs: Rich = [...who, plain(cue), ...wordsShown(s)];
  const tail = [s.saidOn === null ? null : showDate(s.saidOn), s.via === null ? null : `via ${s.via}`].filter(
    (t) => t !== null,
  );
  if (tail.length > 0) runs.push(plain(` — ${tail.join(', ')}`));
  if (s.mark !== null) runs.push(plain(` (${MARKS[s.mark]})`));
  return runs;
}

/** An outlet's name with what a reader must know of it. */
export function outletShown(o: Pick<ShownSighting, 'outlet' | 'stateMedia' | 'mark'>): string {
  const notes = [o.stateMedia ? 'state media' : null, o.mark === null ? null : MARKS[o.mark]].filter(
    (n) => n !== null,
  );
  return notes.length > 0 ? `${o.outlet} (${notes.join(', ')})` : o.outlet;
}

/** The outlets that carried a statement, each linked, each once. */
export function sourcesShown(sightings: ShownSighting[]): Rich {
  const runs: Rich = [];
  const seen = new Set<string>();
  for (const s of sightings) {
    if (seen.has(s.outlet)) continue;
    seen.add(s.outlet);
    if (runs.length > 0) runs.push(plain(', '));
    runs.push(linked(outletShown(s), s.url));
  }
  return runs;
}

/** What Rich text says without any marks. */
export function asText(rich: Rich): string {
  return rich.map((run) => (run.kind === 'quoted' ? `“${run.text}”` : run.text)).join('');
}

/** The whole message in words. */
export function plainOf(nodes: Node[]): string {
  const lines: string[] = [];
  for (const node of nodes) {
    if (node.kind === 'heading')
      lines.push(node.link === undefined ? node.text : `${node.text} (${node.link})`);
    if (node.kind === 'text' || node.kind === 'note') lines.push(asText(node.text));
    if (node.kind === 'list') lines.push(...node.items.map((i) => `• ${asText(i)}`));
    if (node.kind === 'quote') {
      const mark = node.number === undefined ? '•' : `${node.number}.`;
      lines.push(`${mark} ${asText(statementShown(node.statement, node.bare ?? false))}`);
      if (node.sources === true) lines.push(`   ${asText(sourcesShown(node.statement.sightings))}`);
    }
    if (node.kind === 'image') lines.push(node.alt);
    if (node.kind === 'buttons') lines.push(...node.buttons.map((b) => `[${b.label}]`));
  }
  return lines.join('\n');
}

export const message = (nodes: Node[]): Message => ({ nodes, plain: plainOf(nodes) });

export const words = {
  sample: 'SAMPLE',
  whoSaidWhat: 'Who said what',
  also: ' · also in ',
  carriedBy: (wire: string) => ` · text by ${wire}`,
  originals: (outlets: number, originals: number) =>
    `${count(outlets, 'outlet')}, ${count(originals, 'original')}`,
  allStatements: (n: number) => `All ${n} statements`,
  newIn: (outlet: string, who: string[]) =>
    who.length > 0 ? `New in ${outlet}: ${names(who)}` : `New in ${outlet}`,
  updatedBy: (outlet: string, who: string[]) =>
    who.length > 0 ? `New in ${outlet}’s later version: ${names(who)}` : `New in ${outlet}’s later version`,
  follows: (title: string) => `Follows: ${title}`,

  emptyLine: 'Type /help for what I can do.',
  unknownCommand: (typed: string, nearest: string | null) =>
    `I do not know “${typed}”.${nearest === null ? '' : ` Did you mean /${nearest}?`} Type /help for what I can do.`,
  unknownOption: (option: string, command: string, known: string[]) =>
    `/${command} has no option “${option}”. It takes ${
      known.length === 0
        ? 'none'
        : names(
            known.map((k) => `${k}:`),
            12,
          )
    }.`,
  badOption: (option: string, why: string) => `${option}: ${why}`,
  usage: (example: string) => `Type for example: ${example}`,
  broke: (id: string) => `Something broke (id ${id}). It is logged; please try again.`,
  roundFailed: (why: string) =>
    /full/i.test(why)
      ? 'The disk is full: nothing can be kept, so nothing is read until there is space again.'
      : `The store cannot be used (${why}); it is tried again until it can.`,

  whosaid: {
    header: (
      name: string,
      role: string | null,
      narrowed: string[],
      statements: number,
      stories: number,
      outlets: number,
    ) =>
      [
        name,
        role,
        ...narrowed,
        `${count(statements, 'statement')} in ${count(stories, 'story', 'stories')}, ${count(outlets, 'outlet')}`,
      ]
        .filter((p) => p !== null)
        .join(' · '),
    aboutHeader: (about: string, statements: number) =>
      `Who said “${about}” · ${count(statements, 'statement')}`,
    topicHeader: (topic: string, statements: number) => `${topic} · ${count(statements, 'statement')}`,
    which: (typed: string) => `Which ${typed}?`,
    choice: (name: string, role: string | null, statements: number) =>
      `${name}${role === null ? '' : ` · ${role}`} · ${count(statements, 'statement')}`,
    unknown: (typed: string, nearest: string[]) =>
      nearest.length === 0
        ? `Nobody called “${typed}” has said anything that I have read.`
        : `Nobody called “${typed}” has said anything that I have read. The nearest names: ${names(nearest, 5)}.`,
    nothing: 'Nothing that I have read fits that. Try fewer words, or a longer time (since:30d).',
    ask: 'Whom or what about? Type /whosaid Campbell, or /whosaid about:"hard currency", or /whosaid topic:sanctions since:7d.',
    next: 'Next',
    previous: 'Back',
    onlyQuotes: 'Only quotes',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    sinceShown: (since: string) => (/^\d{4}/.test(since) ? `since ${showDate(since)}` : `last ${since}`),
    noPage: (pages: number) => `There ${pages === 1 ? 'is one page' : `are ${pages} pages`}.`,
    more: (n: number) => `and ${n} more: type more of the name.`,
    badSince: 'since: takes a length of time such as 7d, 24h or 2w, or a date such as 2024-06-01.',
    badPage: 'page: takes a number from 1.',
  },
  subscribe: {
    done: (label: string) => `Done: this channel gets an alert for each new story on ${label}.`,
    already: (label: string) => `This channel is already subscribed to ${label}.`,
    latest: 'The newest stories on it so far:',
    ask: 'To what? Type /subscribe north-korea-russia for a topic, /subscribe speaker:Campbell for a person, or /subscribe query:"missile AND Kyiv".',
    one: 'One at a time: a topic, a speaker or a query.',
    unknownTopic: (typed: string, known: string[]) =>
      `There is no topic “${typed}”. The topics are ${names(known, 20)}.`,
    badQuery: (why: string) =>
      `That query cannot be read: ${why} Type for example /subscribe query:"missile AND (Kyiv OR Kharkiv)".`,
    unknownSpeaker: (typed: string, nearest: string[]) =>
      `Nobody called “${typed}” has said anything that I have read.${nearest.length === 0 ? '' : ` The nearest names: ${names(nearest, 5)}.`} To hear of them all the same, type /subscribe query:"${typed}".`,
    which: (typed: string, list: string[]) =>
      list.length === 1
        ? `Several people are called “${typed}”. Type more of the name.`
        : `Which ${typed}? Type for example /subscribe speaker:"${list[0]}". There are ${names(list, 8)}.`,
    manager: 'Only a manager of this channel can change what it is subscribed to.',
  },
  unsubscribe: {
    done: (label: string) => `Done: this channel no longer gets alerts on ${label}.`,
    none: 'This channel is subscribed to nothing. /topics shows what there is.',
    unknown: (typed: string, have: string[]) =>
      `This channel is not subscribed to “${typed}”. It is subscribed to ${names(have, 20)}.`,
    ask: (have: string[]) => `From what? This channel is subscribed to ${names(have, 20)}.`,
  },
  subscriptions: {
    header: 'This channel is subscribed to',
    none: 'This channel is subscribed to nothing yet. Type /subscribe and a topic; /topics shows them.',
    kind: { topic: 'topic', speaker: 'speaker', query: 'query' },
  },
  latest: {
    header: (topic: string | null) =>
      topic === null ? 'The newest stories' : `The newest stories on ${topic}`,
    none: 'No story yet. Feeds are read every few minutes.',
    noneOn: (topic: string) => `No story on ${topic} yet. /latest shows the newest on any topic.`,
    badCount: 'count: takes a number from 1 to 20.',
  },
  story: {
    ask: 'Which story? Type words of its title (/story Stimson), or a link to one of its articles.',
    unknown: (typed: string) => `I know no story “${typed}”. /latest lists the newest ones.`,
    which: 'Which one?',
  },
  topics: {
    header: 'Topics',
    none: 'No topic is configured. Write some in the topics file (WHOSAID_TOPICS).',
    line: (stories: number, here: boolean) =>
      `${count(stories, 'story', 'stories')}${here ? ' · subscribed here' : ''}`,
  },
  help: {
    header: 'What you can ask me',
    examples: 'For example:',
    of: (name: string) => `/${name}`,
    more: '/help and a command, such as /help whosaid, shows its options.',
  },
  terminal: {
    sampleIntro:
      'This is a sample wire: outlets and most people in it are invented.\nFor real news type: npm start -- --feeds https://example.org/feed.xml (README.md says more).',
    liveIntro: (feeds: number, topics: string[]) =>
      `Watching ${count(feeds, 'feed')} for ${names(topics)}. Type /help for what you can ask, Ctrl+D to stop.`,
    sampleEnd: 'That was the whole sample. Ask who said what: /whosaid Campbell, or /help. Ctrl+D ends.',
    inputClosed: 'The input is closed: watching on until stopped (SIGTERM or Ctrl+C).',
    stopping: 'Stopping: what is in flight is finished first.',
    moreButtons: 'Type',
    notYet: (name: string) =>
      `${name} is set, but this version answers in the terminal only; Discord and Slack are coming.`,
  },
  feeds: {
    failing: (name: string, why: string) => `Feed ${name}: ${why}`,
    backlog: (name: string, items: number) =>
      `Feed ${name} is new here: the ${count(items, 'item')} it already lists ${items === 1 ? 'is' : 'are'} kept and answered from, but not alerted.`,
    back: (name: string) => `Feed ${name} works again.`,
    left: (n: number) => `${count(n, 'article')} could not be read yet; run the bot again later to retry.`,
    unfiled: (title: string, why: string) => `“${title}” could not be filed and is tried again: ${why}`,
    unread: (title: string, why: string) => `Could not read “${title}”: ${why}`,
  },
};
