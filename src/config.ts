/** The environment, checked once: every problem is told at once, in words, and no secret is ever printed. */
import { readFileSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
import { validate } from 'node-cron';
import { z } from 'zod';
import type { Result } from './news.ts';

const DAY = 86_400_000;
const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: DAY, w: 7 * DAY };

/** "7d", "90m", "0": milliseconds, 0 for no limit. */
const duration = (what: string) =>
  z.string().transform((text, context) => {
    if (text === '0') return 0;
    const parts = /^(\d{1,5})([mhdw])$/.exec(text);
    const unit = UNITS[parts?.[2] ?? ''];
    if (parts !== null && unit !== undefined) return Number(parts[1]) * unit;
    context.addIssue(`is ${what}: write a number with m, h, d or w, such as 7d, or 0 for no limit`);
    return z.NEVER;
  });

const list = z.string().transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''));

const cidrs = list.refine(
  (ranges) => ranges.every((range) => ipaddr.isValidCIDR(range)),
  'takes address ranges such as 127.0.0.0/8, separated by commas',
);

/** One entry a variable: what it is for stands in `describe`, from which the README's table is made. */
export const environment = z.object({
  WHOSAID_DATA: z.string().default('./data').describe('folder of the embedded store'),
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(ql)?:\/\//,
      'is no address of a PostgreSQL database (postgres://user:password@host/name)',
    )
    .optional()
    .describe('PostgreSQL instead of the embedded store (postgres://user:password@host/name); secret'),
  WHOSAID_FEEDS: z.string().optional().describe('file of feeds (YAML or OPML) instead of the shipped ones'),
  WHOSAID_TOPICS: z.string().optional().describe('YAML file of topics instead of the shipped ones'),
  WHOSAID_OUTLETS: z.string().optional().describe('YAML file of outlets instead of the shipped ones'),
  WHOSAID_LANGUAGES: list
    .refine(
      (tags) => tags.length > 0 && tags.every((t) => /^[a-z]{2,3}$/.test(t)),
      'takes language codes such as en or en,ko',
    )
    .default(['en'])
    .describe('languages that are read, as codes (en,ko); articles in others are passed over'),
  WHOSAID_POLL: z
    .string()
    .refine(validate, 'must be a cron expression with seconds, such as "0 */2 * * * *" for every two minutes')
    .default('0 */2 * * * *')
    .describe('when feeds are polled: a cron expression with seconds'),
  WHOSAID_MAX_AGE: duration('how old an item may be to be alerted')
    .default(7 * DAY)
    .describe(
      'an item older than this when first seen is kept but not alerted (7d; 0: no limit; folders are exempt)',
    ),
  WHOSAID_RETENTION: duration('how long texts and old deliveries are kept')
    .refine(
      (ms) => ms === 0 || ms >= 30 * DAY,
      'takes at least 30d, as later reports are compared with earlier ones, or 0',
    )
    .default(90 * DAY)
    .describe(
      'how long articles’ texts and old deliveries are kept (365d; 0: for ever); statements and their paragraphs stay',
    ),
  WHOSAID_BURST: z
    .string()
    .regex(/^\d{1,4}$/, 'takes a number of stories, such as 8, or 0 for no bound')
    .transform(Number)
    .default(8)
    .describe(
      'stories that one channel gets within ten minutes; what comes beyond is told in one list (0: no bound)',
    ),
  WHOSAID_CONTACT: z.string().optional().describe('address or mail in the User-Agent, for the sites we read'),
  WHOSAID_EXTRACTOR: z
    .enum(['rules', 'learned'], 'must be rules or learned')
    .default('learned')
    .describe(
      'who said what by the trained tagger with the rules beside it (learned), or by the rules alone',
    ),
  WHOSAID_MODEL: z
    .string()
    .optional()
    .describe(
      'language model that may put the summary of an alert in other words: openai:NAME, anthropic:NAME or ollama:NAME; off unless set',
    ),
  WHOSAID_MODEL_URL: z
    .string()
    .optional()
    .describe('address of the model’s server, where it is not the usual one (https://host/v1)'),
  WHOSAID_MODEL_KEY: z.string().optional().describe('key for the model’s server'),
  FETCH_ALLOW_PRIVATE: cidrs
    .default([])
    .describe('private address ranges that may be fetched, for tests and intranets'),
  FETCH_HOST_PAUSE: z
    .string()
    .regex(/^\d{1,7}$/, 'takes milliseconds, such as 1000, at most 9999999')
    .transform(Number)
    .default(1000)
    .describe('milliseconds between two requests to one host'),
  WHOSAID_OPERATORS: list
    .refine(
      (who) => who.every((w) => /^(discord|slack):\S+$/.test(w)),
      'takes people as discord:ID or slack:ID, separated by commas',
    )
    .default([])
    .describe(
      'who may change what all channels share: discord:ID, slack:ID or, of several workspaces, slack:WORKSPACE/ID, separated by commas',
    ),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be one of fatal, error, warn, info, debug, trace, silent',
    )
    .default('info')
    .describe('how much is logged, to standard error'),
});

export type Config = z.output<typeof environment>;

/** The configuration, or every problem in one text, a line each. `NAME_FILE` names a file that holds NAME's value. */
export const readConfig = (env: Environment): Result<Config> => readSettings(environment, env);

export type Environment = Record<string, string | undefined>;

/** What a schema makes of its variables in the environment: ours, or a platform's own. No value is ever printed. */
export function readSettings<S extends z.ZodObject>(schema: S, env: Environment): Result<z.output<S>> {
  const problems: string[] = [];
  const values: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const direct = env[name];
    const file = env[`${name}_FILE`];
    if (direct !== undefined && direct !== '') values[name] = direct;
    else if (file !== undefined && file !== '') {
      try {
        values[name] = readFileSync(file, 'utf8').trim();
      } catch {
        problems.push(
          `${name}_FILE names ${file}, which cannot be read. Check the path and its permissions.`,
        );
      }
    }
  }
  const parsed = schema.safeParse(values);
  if (parsed.success && problems.length === 0) return { ok: true, value: parsed.data };
  const issues = parsed.error?.issues ?? [];
  const told = new Set(issues.map((issue) => String(issue.path[0])));
  for (const name of told) delete values[name];
  // What variables must be together is asked only of variables that are each right: so those that are, are asked again.
  const again = told.size === 0 ? [] : (schema.safeParse(values).error?.issues ?? []);
  for (const issue of [...issues, ...again.filter(({ path }) => !told.has(String(path[0])))])
    problems.push(`${issue.path.join('.')} ${issue.message}.`);
  return { ok: false, why: problems.join('\n') };
}

/** The environment without the variables that the sentences of `why` begin with: what is right can still be looked at. */
export function withoutWrong(env: Environment, why: string): Environment {
  const wrong = new Set(why.split('\n').map((line) => line.split(' ', 1)[0]));
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !wrong.has(name) && !wrong.has(name.replace(/_FILE$/, ''))),
  );
}
