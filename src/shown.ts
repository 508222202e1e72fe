/**
 * How statements, speakers, outlets, dates and lists read: the one place where a statement becomes a line of words. Pure.
 */
import type { Message, Node, Rich, Run, ShownSighting, ShownStatement } from './chat.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const plain = (text: string): Run => ({ kind: 'plain', text });
export const strong = (text: string): Run => ({ kind: 'strong', text });
export const linked = (text: string, url: string | null): Run =>
  url === null ? plain(text) : { kind: 'link', text, url };

/**
 * Somebody else's text without control characters and bidirectional marks: neither a headline nor a file name must drive a
 * terminal. Line feeds and tabs stay.
 */
export const harmless = (text: string): string => text.replace(/(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu, '');

/** An address as it is shown to people: its host and path, without a password or a key in its query. */
export function addressShown(address: string): string {
  if (!URL.canParse(address)) return address;
  const { host, pathname } = new URL(address);
  return host === '' ? address : `${host}${pathname === '/' ? '' : pathname}`;
}

/** An address without what it asks for, which may hold a key. */
export function withoutQuery(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  url.search = '';
  return url.href;
}

/** What a feed is called: its title, else its host and path; of a folder the last part alone, as its path is the operator's. */
export const feedName = (title: string | null, url: string): string =>
  title ??
  (/^https?:/.test(url) ? addressShown(url) : (url.split(/[\\/]/).findLast((part) => part !== '') ?? url));

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

/** "14 Jun 2024, 09:05 UTC", or in the reader's own zone (IANA) where it is known. */
export function momentShown(at: number, zone?: string): string {
  const local = zone === undefined ? null : inZone(at, zone);
  const [day = '', time = ''] = (local ?? new Date(at).toISOString()).split('T');
  return `${showDate(day)}, ${time.slice(0, 5)} ${local === null ? 'UTC' : (zone ?? '')}`;
}

/** "2024-06-14T09:05" in a zone, or null for a zone that does not exist. */
function inZone(at: number, zone: string): string | null {
  try {
    return new Date(at).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T');
  } catch {
    return null;
  }
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

/** What a verb says of the stance. One that says another ("said it was not so") or none is followed by the stance in brackets. */
const STANCES: Record<Exclude<ShownStatement['stance'], 'said'>, RegExp> = {
  denied:
    /\b(den(y|ies|ied)|reject|dismiss|refut|rebut|disput|contradict|disavow|repudiat|rul(e|es|ed) out|scoff|(not|n[’']t|never|no)\b)/i,
  declined: /\b(declin|refus|(not|n[’']t|never|no)\b)/i,
  asked: /\b(ask|question|wonder|inquir|enquir|demand)/i,
};

/** "(paraphrased)", "(denied, paraphrased)": what the cue alone would leave open. "denied: arms deals" leaves nothing open. */
function notesShown(s: ShownStatement, cue: string): string {
  const told = s.stance !== 'said' && STANCES[s.stance].test(cue);
  const notes = [
    s.stance === 'said' || told ? null : s.stance,
    s.kind === 'direct' || told ? null : 'paraphrased',
  ].filter((n) => n !== null);
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`;
}

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

/** "their union", "a court": nothing more goes before these. */
const DETERMINED = /^(?:an?|the|their|his|her|its|our|my|your|this|that|these|those|some|several|one|two)\b/;

/** A speaker's name with their role: "Kurt Campbell, US deputy secretary of state". */
export function speakerShown(s: ShownStatement): string {
  if (s.speaker === null) return 'Unattributed';
  const bare = s.speaker.kind === 'organisation' && /^\p{Ll}/u.test(s.speaker.name);
  const printed = bare && !DETERMINED.test(s.speaker.name) ? `the ${s.speaker.name}` : s.speaker.name;
  const name = s.speaker.kind === 'person' ? printed : printed.charAt(0).toUpperCase() + printed.slice(1);
  return s.speaker.role === null ? name : `${name}, ${s.speaker.role}`;
}

/** The words themselves: quotation marks stand around verbatim words and nowhere else; " … " where a cue was between. */
function wordsShown(s: ShownStatement): Rich {
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

/** "At the forum" → "at the forum"; those who were told, "reporters in Seoul", → "to reporters in Seoul". */
function venueShown(venue: string): string {
  const first = /^\p{L}+/u.exec(venue)?.[0].toLowerCase() ?? '';
  if (VENUE_OPENERS.has(first)) return first + venue.slice(first.length);
  return `to ${venue}`;
}
const VENUE_OPENERS = new Set(
  'at in on during via before to over through from aboard outside inside'.split(' '),
);

/**
 * One statement as a line. A paraphrase always keeps its cue, so that "denied arms deals" cannot turn into "arms deals".
 */
export function statementShown(s: ShownStatement, bare: boolean): Rich {
  const who = bare ? [] : [strong(speakerShown(s)), plain(s.speaker?.role != null ? ', ' : ' ')];
  // "declined to give a date" is one phrase; everything else is set off from its cue.
  const infinitive =
    s.kind !== 'direct' && /^to\s/i.test(s.pieces[0]?.text ?? '') && s.pieces[0]?.quoted === false;
  const said = cueShown(s);
  const cue = infinitive ? `${said} ` : `${said}${notesShown(s, said)}: `;
  const runs: Rich = [...who, plain(cue), ...wordsShown(s)];
  const tail = [
    s.venue === null ? null : venueShown(s.venue),
    s.saidOn === null ? null : showDate(s.saidOn),
    s.via === null ? null : `via ${s.via}`,
  ].filter((t) => t !== null);
  if (tail.length > 0) runs.push(plain(` — ${tail.join(', ')}`));
  if (s.mark !== null) runs.push(plain(` (${MARKS[s.mark]})`));
  return runs;
}

/** An outlet's name with what a reader must know of it. */
export function outletShown(
  o: Pick<ShownSighting, 'outlet' | 'stateMedia' | 'mark'> & { excerpt?: boolean },
): string {
  const notes = [
    o.stateMedia ? 'state media' : null,
    o.excerpt === true ? 'excerpt' : null,
    o.mark === null ? null : MARKS[o.mark],
  ].filter((n) => n !== null);
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
function plainOf(nodes: Node[]): string {
  const lines: string[] = [];
  for (const node of nodes) {
    if (node.kind === 'heading')
      lines.push(node.link === undefined ? node.text : `${node.text} (${node.link})`);
    if (node.kind === 'text' || node.kind === 'note') lines.push(asText(node.text));
    if (node.kind === 'list') lines.push(...node.items.map((i) => `• ${asText(i)}`));
    if (node.kind === 'quote') {
      const mark = node.number === undefined ? '•' : `${node.number}.`;
      lines.push(`${mark} ${asText(statementShown(node.statement, node.bare ?? false))}`);
      if (node.id === true) lines.push(`   ${node.statement.id}`);
      if (node.sources === true) lines.push(`   ${asText(sourcesShown(node.statement.sightings))}`);
    }
    if (node.kind === 'image') lines.push(node.alt);
    if (node.kind === 'buttons') lines.push(...node.buttons.map((b) => `[${b.label}]`));
  }
  return lines.join('\n');
}

export const message = (nodes: Node[]): Message => ({ nodes, plain: plainOf(nodes) });
