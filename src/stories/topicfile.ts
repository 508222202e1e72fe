/** The topics file: YAML text in, checked topics out; each mistake is one sentence with its line. */
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Result, Topic } from '../news.ts';
import { compileTopic } from './topics.ts';

/** The shipped file has 8 kB. */
const LARGEST = 500_000;

const SAY: Record<string, string> = {
  topics: 'write "topics:" and under it one "- id: …" for each topic',
  id: 'write id: a-short-name (lower-case letters, digits and hyphens)',
  name: 'write name: and a few words, at most 80 characters',
  description: 'write description: and one line, at most 300 characters, or leave it out',
  query: 'write query: and the words to look for, for example submarine AND (Japan OR Tokyo)',
  aliases: 'write aliases: and under it word: [other spelling, another one]',
};

const spellings = z.record(z.string().min(1).max(80), z.array(z.string().min(1).max(80)).max(500));
const shape = z.strictObject({
  topics: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
        name: z.string().trim().min(1).max(80),
        description: z.string().trim().max(300).default(''),
        query: z.string().min(1).max(2000),
        aliases: spellings.default({}),
      }),
    )
    .min(1)
    .max(500),
  aliases: spellings.default({}),
});

/**
 * Reads `topics: [{ id, name, query, description?, aliases? }]` with `aliases:` at the top shared by all. A topic gets
 * the shared aliases of the words it uses; its own come first. Every query is compiled, so that a file that is read has
 * only topics that work. `why` of a failure is one sentence that names the line and the field.
 */
export function readTopics(yamlText: string): Result<Topic[]> {
  if (yamlText.length > LARGEST)
    return { ok: false, why: 'The topics file is larger than 500 kB; shorten it.' };
  const read = parseYaml(yamlText);
  if (!read.ok) return read;
  const { value, lineOf } = read.value;
  const checked = shape.safeParse(value);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    const path = issue?.path ?? [];
    if (issue?.code === 'unrecognized_keys') {
      const known = path.length === 0 ? 'topics and aliases' : 'id, name, description, query and aliases';
      return wrong(
        lineOf([...path, issue.keys[0] ?? '']),
        `“${issue.keys[0]}” is no field here; there are ${known}.`,
      );
    }
    const field = path.findLast((part) => typeof part === 'string' && part in SAY);
    const name = typeof field === 'string' ? field : 'topics';
    const isThere = path.length > 0 && valueAt(value, path) !== undefined;
    return wrong(lineOf(path), `“${name}” is ${isThere ? 'not as it must be' : 'missing'}; ${SAY[name]}.`);
  }
  return topicsOf(checked.data, lineOf);
}

type LineOf = (path: PropertyKey[]) => number;
const wrong = (line: number, why: string): { ok: false; why: string } => ({
  ok: false,
  why: `Topics file, line ${line}: ${why}`,
});

function topicsOf(file: z.output<typeof shape>, lineOf: LineOf): Result<Topic[]> {
  const topics: Topic[] = [];
  const lines = new Map<string, number>();
  for (const [at, entry] of file.topics.entries()) {
    const line = lineOf(['topics', at, 'id']);
    const earlier = lines.get(entry.id);
    if (earlier !== undefined)
      return wrong(line, `the id “${entry.id}” is already used on line ${earlier}; write another one.`);
    lines.set(entry.id, line);
    const shared = Object.entries(file.aliases).filter(([word]) => uses(entry.query, word));
    const topic = { ...entry, aliases: { ...Object.fromEntries(shared), ...entry.aliases } };
    const compiled = compileTopic(topic);
    if (!compiled.ok)
      return wrong(
        lineOf(['topics', at, 'query']),
        `the query of “${entry.id}” does not work. ${compiled.why}`,
      );
    topics.push(topic);
  }
  return { ok: true, value: topics };
}

/** A word of the query, not a part of one: "arms" is not used by "arms-transfers". */
function uses(query: string, word: string): boolean {
  return query
    .toLowerCase()
    .split(/(?:[\s():"]|(?<=^|[\s(])-)+/)
    .includes(word.toLowerCase());
}

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, part) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, part) : undefined),
    value,
  );
}

function parseYaml(text: string): Result<{ value: unknown; lineOf: LineOf }> {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const broken = document.errors[0];
    if (broken) {
      const line = lines.linePos(broken.pos[0]).line;
      return wrong(
        line,
        'this is not valid YAML; check the indentation and put texts that hold ": " or " #" in quotes.',
      );
    }
    /* A missing field has no line; the nearest thing around it has. */
    const lineOf = (path: PropertyKey[]): number => {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
      }
      return 1;
    };
    return { ok: true, value: { value: document.toJS({ maxAliasCount: 100 }), lineOf } };
  } catch {
    /* Thrown only over thousands of nested brackets and over YAML aliases (*name) that multiply. */
    return {
      ok: false,
      why: 'The topics file nests too deeply or repeats itself by YAML aliases (*name); write it out plainly.',
    };
  }
}
