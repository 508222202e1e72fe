/**
 * The files that say which feeds are read and who owns which outlet: YAML text in, checked lists out. Every mistake
 * of a file is told at once, one sentence a line, because an editor who mends them one restart at a time gives up.
 */
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Outlet, Result } from '../news.ts';
import { remembering } from '../remembered.ts';

/** A feed to poll. `outlet` is an outlet's id, or null where each item names its own outlet (search feeds). */
export type FeedEntry = { id: string; url: string; outlet: string | null; title: string | null };

// The shipped files are 10 and 32 kB. At this length the worst input found (brackets only) holds the parser for 1.5 s.
const MAX_LENGTH = 500_000;
const MAX_MISTAKES = 20;

/** What to write instead, by field: the second half of each sentence. */
const WRITE: Record<string, string> = {
  id: 'id: a-short-name (lower-case letters, digits and hyphens; in quotes when it is only digits)',
  url: 'url: https://…',
  outlet: 'outlet: the id of an outlet, or leave it out for a search feed',
  title: 'title: a few words in quotes, or leave it out',
  name: 'name: The Daily Example',
  domains: 'domains: [example.com], without https:// and without a path',
  country: 'country: two capital letters such as KR or GB, or leave it out',
  owner: 'owner: the company behind it in quotes, or leave it out',
  wire: 'wire: true or wire: false',
  stateMedia: 'stateMedia: true or stateMedia: false',
  credits: 'credits: [Reuters], the names other outlets credit it by',
};

const wrong = (kind: string) => (issue: { input?: unknown }) =>
  issue.input === undefined || issue.input === null ? 'is missing' : `is not ${kind}`;
const text = z
  .string({ error: wrong('text') })
  .trim()
  .min(1, 'is empty')
  .max(2000, 'is longer than 2000 characters');
const id = text.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'is not a short name');
const optionalText = text.nullish().transform((value) => value ?? null);
const flag = z
  .boolean({ error: wrong('true or false') })
  .nullish()
  .transform((value) => value ?? false);
const domain = text
  .toLowerCase()
  .max(253, 'is too long for a domain')
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'holds something that is not a domain');
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item, { error: wrong('a list') })
    .nullish()
    .transform((value) => value ?? []);

const url = text.superRefine((value, context) => {
  const parsed = URL.canParse(value) ? new URL(value) : null;
  if (parsed === null) context.addIssue('is not an address');
  else if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')
    context.addIssue('does not start with https:// or http://');
  // The address is shown in chat and in logs, so a password in it would be too.
  else if (parsed.username !== '' || parsed.password !== '')
    context.addIssue('holds a user name or password, which everybody who lists the feeds would see');
});

const feedShape = z.strictObject({
  id,
  url,
  outlet: id.nullish().transform((v) => v ?? null),
  title: optionalText,
});
const outletShape = z.strictObject({
  id,
  name: text,
  domains: list(domain),
  country: text
    .regex(/^[A-Z]{2}$/, 'is not an ISO 3166 country code')
    .nullish()
    .transform((value) => value ?? null),
  owner: optionalText,
  wire: flag,
  stateMedia: flag,
  credits: list(text),
});

type Issue = { path: PropertyKey[]; message: string; write?: string };
type Shape<T> = {
  noun: 'feed' | 'outlet';
  schema: z.ZodType<T>;
  fields: string[];
  claims(entry: T): Claim[];
};
/** A value that only one entry may have: which field it stands in, how people read it, how it is compared. */
type Claim = { field: string; shown: string; key: string };

const FEEDS: Shape<FeedEntry> = {
  noun: 'feed',
  schema: feedShape,
  fields: Object.keys(feedShape.shape),
  claims: (feed) => [
    { field: 'id', shown: feed.id, key: `id ${feed.id}` },
    { field: 'url', shown: 'this address', key: `url ${feed.url}` },
  ],
};
const OUTLETS: Shape<Outlet> = {
  noun: 'outlet',
  schema: outletShape,
  fields: Object.keys(outletShape.shape),
  claims: (outlet) => [
    { field: 'id', shown: outlet.id, key: `id ${outlet.id}` },
    ...outlet.domains.map((shown) => ({ field: 'domains', shown, key: `domain ${shown}` })),
    // One name, one outlet: "The Star" of two countries would credit one with the other's words.
    ...[...new Set([outlet.name, ...outlet.credits].map(nameKey))].map((key) => ({
      field: nameKey(outlet.name) === key ? 'name' : 'credits',
      shown: key,
      key: `name ${key}`,
    })),
  ],
};

/**
 * Reads a feeds file: `feeds: [{ id, url, outlet?, title? }]`. Ids and addresses are unique, addresses http(s)
 * without credentials. Whether an outlet id exists is for the caller to check, who has both files.
 * On failure `why` holds one sentence a line, each with the line of the file and what to write instead.
 */
export function readFeeds(yamlText: string, file = 'feeds.yaml'): Result<FeedEntry[]> {
  return readList(yamlText, file, FEEDS);
}

/**
 * Reads an outlets file: `outlets: [{ id, name, domains?, country?, owner?, wire?, stateMedia?, credits? }]`.
 * Ids, domains and names (credits among them) are unique. Failure as in `readFeeds`.
 */
export function readOutlets(yamlText: string, file = 'outlets.yaml'): Result<Outlet[]> {
  return readList(yamlText, file, OUTLETS);
}

/**
 * The outlet a host belongs to: the host itself or a parent domain, cut at dots only; the longest match wins, so
 * that beyondparallel.csis.org is not csis.org. Null when none is known. Case, port and a trailing dot do not count.
 */
export function outletFor(outlets: readonly Outlet[], host: string): Outlet | null {
  const asked = host.trim().toLowerCase().split(':', 1)[0]?.replace(/\.$/, '') ?? '';
  let best: { outlet: Outlet; length: number } | null = null;
  for (const outlet of outlets) {
    for (const domain of outlet.domains) {
      if (domain.length <= (best?.length ?? 0)) continue;
      if (asked === domain || asked.endsWith(`.${domain}`)) best = { outlet, length: domain.length };
    }
  }
  return best?.outlet ?? null;
}

/** The outlet called so, by name or credit: without regard to case, spacing or a leading "The". Null when none is. */
export function outletByName(outlets: readonly Outlet[], name: string): Outlet | null {
  const asked = nameKey(name);
  if (asked === '') return null;
  return (
    outlets.find((outlet) => nameKey(outlet.name) === asked) ??
    outlets.find((outlet) => outlet.credits.some((credit) => nameKey(credit) === asked)) ??
    null
  );
}

const nameKey = remembering(1_000, (name) => {
  const plain = name.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  return (plain.length > 1 && plain[0] === 'the' ? plain.slice(1) : plain).join(' ');
});

function readList<T extends { id: string }>(yamlText: string, file: string, shape: Shape<T>): Result<T[]> {
  const root = `${shape.noun}s`;
  if (yamlText.length > MAX_LENGTH)
    return { ok: false, why: `${file} is larger than 500 kB; split or shorten it` };
  const parsed = parseYaml(yamlText, file);
  if (!parsed.ok) return parsed;
  const { value, lineOf } = parsed.value;

  const entries = isRecord(value) ? value[root] : undefined;
  if (!Array.isArray(entries))
    return {
      ok: false,
      why: `${file} has no list of ${root}; write "${root}:" and under it one "- id: …" for each`,
    };

  const mistakes: string[] = [];
  const read: T[] = [];
  const taken = new Map<string, number>();
  const tell = (index: number, issue: Issue) => {
    mistakes.push(`${file} line ${lineOf([root, index, ...issue.path])}: ${sentence(issue, shape)}`);
  };
  entries.forEach((entry: unknown, index) => {
    const checked = shape.schema.safeParse(entry);
    if (!checked.success) {
      for (const issue of checked.error.issues)
        tell(index, { path: issue.path, message: messageOf(issue, shape) });
      return;
    }
    for (const claim of shape.claims(checked.data)) {
      const first = taken.get(claim.key);
      if (first === undefined) taken.set(claim.key, index);
      else {
        const message = `(${claim.shown}) is already used on line ${lineOf([root, first])}`;
        tell(index, { path: [claim.field], message, write: 'another one, or remove this entry' });
      }
    }
    read.push(checked.data);
  });

  if (mistakes.length === 0) return { ok: true, value: read };
  const more = mistakes.length - MAX_MISTAKES;
  const told = mistakes.slice(0, MAX_MISTAKES);
  return { ok: false, why: (more > 0 ? [...told, `${file}: and ${more} more mistakes`] : told).join('\n') };
}

function messageOf(issue: z.core.$ZodIssue, shape: Pick<Shape<unknown>, 'noun' | 'fields'>): string {
  if (issue.code !== 'unrecognized_keys') return issue.message;
  const unknown = issue.keys.map((key) => `"${key.slice(0, 40)}"`).join(', ');
  return `${unknown} is no field of ${shape.noun === 'feed' ? 'a feed' : 'an outlet'}; write one of ${shape.fields.join(', ')}`;
}

function sentence(issue: Issue, shape: Pick<Shape<unknown>, 'noun'>): string {
  const field = issue.path[0];
  if (typeof field === 'string')
    return `"${field}" ${issue.message}; write ${issue.write ?? WRITE[field] ?? 'something else'}`;
  if (issue.message.startsWith('"')) return issue.message;
  return `this ${shape.noun} is not a set of fields; write "- id: …" and its other fields under it`;
}

type Yaml = { value: unknown; lineOf(path: PropertyKey[]): number };

function parseYaml(yamlText: string, file: string): Result<Yaml> {
  const lines = new LineCounter();
  try {
    const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false });
    const broken = document.errors[0];
    if (broken?.message.includes('call stack')) return tooDeep(file);
    if (broken !== undefined) {
      const line = lines.linePos(broken.pos[0]).line;
      const hint = 'check the indentation and put values that hold ": " or " #" in quotes';
      return { ok: false, why: `${file} line ${line}: this is not valid YAML (${broken.message}); ${hint}` };
    }
    const lineOf = (path: PropertyKey[]): number => {
      // A missing field has no line of its own: the nearest thing around it that stands in the file has.
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
      }
      return 1;
    };
    return { ok: true, value: { value: document.toJS({ maxAliasCount: 100 }), lineOf } };
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(file);
    // The only other thing that toJS() throws over: aliases that are unknown, or that blow up like a bomb.
    return { ok: false, why: `${file} uses aliases (*name) that cannot be followed; write the values out` };
  }
}

/** Thousands of nested brackets overflow the parser's stack, which it reports as an error or throws. */
function tooDeep(file: string): { ok: false; why: string } {
  return { ok: false, why: `${file} nests too deeply; write a plain list` };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
