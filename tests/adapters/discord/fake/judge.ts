/**
 * Judges what the bot sends: by Discord's own OpenAPI where it is at hand, and by the documented limits that it leaves out.
 * A body that is judged wrong is answered as Discord does (50035) and kept as a complaint.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const SPEC = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  '..',
  'shared',
  'specs',
  'discord-openapi.json',
);

type Json = Record<string, unknown>;
export type Judge = (method: string, path: string, body: unknown) => string[];

/** The specification with what it gets wrong put right: see the comments. */
function adjusted(spec: Json): Json {
  const walk = (node: unknown, inAllOf: boolean): void => {
    if (Array.isArray(node)) for (const n of node) walk(n, inAllOf);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const schema = node as Json;
    // Objects are open in it, so that a misspelled field would pass.
    if (schema.type === 'object' && schema.properties !== undefined && !inAllOf)
      schema.additionalProperties ??= false;
    for (const [key, value] of Object.entries(schema)) walk(value, key === 'allOf');
  };
  const { schemas } = spec.components as { schemas: Record<string, Json> };
  walk(schemas, false);
  for (const [name, schema] of Object.entries(schemas)) {
    const properties = schema.properties as Json | undefined;
    // The API takes this one as a string, as every library sends it.
    if (properties?.default_member_permissions !== undefined)
      properties.default_member_permissions = { type: ['string', 'integer', 'null'] };
    // discord.js sends these two on webhooks as well.
    if (/Webhook/.test(name) && properties !== undefined) {
      properties.tts ??= { type: ['boolean', 'null'] };
      properties.enforce_nonce ??= { type: ['boolean', 'null'] };
    }
  }
  return spec;
}

function bySpec(): Judge {
  if (!existsSync(SPEC)) return () => [];
  const spec = adjusted(JSON.parse(readFileSync(SPEC, 'utf8')));
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  for (const format of ['int32', 'int64', 'snowflake', 'nonce', 'uri', 'date-time', 'double', 'binary'])
    ajv.addFormat(format, true);
  ajv.addSchema(spec, 'discord');
  const paths = Object.entries(spec.paths as Record<string, Record<string, Json>>).map(
    ([template, item]) => ({
      template,
      item,
      // A literal path comes before one with a parameter in its place.
      literal: template.split('{').length,
      matches: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
    }),
  );
  paths.sort((a, b) => a.literal - b.literal);
  const compiled = new Map<string, ValidateFunction | null>();
  return (method, path, body) => {
    const found = paths.find((p) => p.matches.test(path) && p.item[method.toLowerCase()] !== undefined);
    if (found === undefined) return [`${method} ${path} is not in the specification`];
    const key = `${method} ${found.template}`;
    if (!compiled.has(key)) {
      const operation = found.item[method.toLowerCase()] as Json;
      const content = (operation.requestBody as { content?: Json } | undefined)?.content;
      const pointer = `discord#/paths/${found.template.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}/requestBody/content/application~1json/schema`;
      compiled.set(
        key,
        content === undefined
          ? null
          : ajv.compile({ $ref: pointer.replaceAll('{', '%7B').replaceAll('}', '%7D') }),
      );
    }
    const validate = compiled.get(key);
    if (validate == null) return body === undefined ? [] : [`${key} takes no body`];
    return validate(body) ? [] : [`${key}: ${ajv.errorsText(validate.errors)}`];
  };
}

type Part = {
  type?: number;
  custom_id?: string;
  content?: string;
  label?: string;
  components?: Part[];
  options?: { label: string; value: string }[];
};

/** The documented limits of one message. */
export function messageLimits(m: Json): string[] {
  const wrong: string[] = [];
  const parts: Part[] = [];
  const collect = (list: Part[]) => {
    for (const part of list) {
      parts.push(part);
      collect(part.components ?? []);
    }
  };
  collect((m.components as Part[] | undefined) ?? []);
  const v2 = (Number(m.flags ?? 0) & (1 << 15)) !== 0;
  const text = parts.filter((p) => p.type === 10).reduce((n, p) => n + (p.content?.length ?? 0), 0);
  const ids = parts.flatMap((p) => p.custom_id ?? []);
  if (v2 && (m.content != null || m.embeds != null)) wrong.push('components V2 with content');
  if (v2 && parts.length === 0) wrong.push('components V2 without components');
  if (!v2 && parts.some((p) => ![1, 2, 3].includes(p.type ?? 0))) wrong.push('layout without the V2 flag');
  if (!v2 && (m.content == null || m.content === '')) wrong.push('an empty message');
  if (String(m.content ?? '').length > 2_000) wrong.push('content over 2000');
  if (parts.length > 40) wrong.push(`${parts.length} components`);
  if (text > 4_000) wrong.push(`${text} characters of text`);
  if (new Set(ids).size !== ids.length) wrong.push('a custom id twice');
  for (const part of parts) {
    if ((part.custom_id?.length ?? 0) > 100) wrong.push('a custom id over 100');
    if ((part.label?.length ?? 0) > 80) wrong.push('a label over 80');
    if (part.type === 1 && (part.components?.length ?? 0) > 5) wrong.push('a row over 5');
    if (part.type === 3 && (part.options?.length ?? 0) > 25) wrong.push('a menu over 25');
    if (part.options?.some((o) => o.value.length > 100 || o.label.length > 100))
      wrong.push('an option over 100');
    if (part.type === 10 && (part.content ?? '') === '') wrong.push('an empty text');
  }
  if (String(m.nonce ?? '').length > 25) wrong.push('a nonce over 25');
  const mentions = m.allowed_mentions as { parse?: unknown[] } | undefined;
  if (mentions?.parse === undefined || mentions.parse.length > 0) wrong.push('mentions are not turned off');
  return wrong;
}

function limits(path: string, body: Json): string[] {
  if (/\/messages(\/[^/]+)?$/.test(path) && !path.endsWith('crosspost')) return messageLimits(body);
  if (/\/threads$/.test(path) && body.message !== undefined) return messageLimits(body.message as Json);
  return [];
}

const spec = bySpec();
// Compiled before a test begins: the first request must not time out over it.
for (const path of ['/channels/1/messages', '/channels/1/threads', '/channels/1/messages/1/threads'])
  spec('POST', path, {});
spec('PATCH', '/channels/1/messages/1', {});
spec('PATCH', '/webhooks/1/t/messages/@original', {});
spec('POST', '/interactions/1/t/callback', {});

export function createJudge(): Judge {
  return (method, path, body) => [
    ...spec(method, path, body),
    ...(typeof body === 'object' && body !== null ? limits(path, body as Json) : []),
  ];
}
