/** The README's tables, made from the code. `npm run docs` writes them; the test holds them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { platforms } from '../adapters/index.ts';
import { commands } from '../commands/index.ts';
import { verbs } from '../src/cli/verbs.ts';
import { environment } from '../src/config.ts';

const README = join(import.meta.dirname, '..', 'README.md');

const cell = (text: string) => text.replaceAll('|', '\\|');

function commandTable(): string {
  const rows = commands.map((c) => {
    const options = Object.keys(c.options.shape)
      .map((o) => `\`${o}\``)
      .join(', ');
    return `| \`/${c.name}\` | ${cell(c.summary)} | ${options} | ${c.who} |`;
  });
  return ['| command | what it does | options | who |', '|---|---|---|---|', ...rows].join('\n');
}

function shownDefault(schema: z.ZodType): string {
  const value = schema.safeParse(undefined);
  if (!value.success || value.data === undefined) return '';
  if (Array.isArray(value.data)) return value.data.length === 0 ? '' : `\`${value.data.join(',')}\``;
  return typeof value.data === 'number' && value.data > 0 && value.data % 86_400_000 === 0
    ? `\`${value.data / 86_400_000}d\``
    : `\`${value.data}\``;
}

function environmentTable(): string {
  const shapes = [environment, ...platforms.map((p) => p.environment)].map((e) => e.shape);
  const rows = shapes
    .flatMap((shape) => Object.entries(shape))
    .map(
      ([name, schema]) =>
        `| \`${name}\` | ${cell((schema as z.ZodType).description ?? '')} | ${cell(shownDefault(schema as z.ZodType))} |`,
    );
  return ['| variable | what it is | default |', '|---|---|---|', ...rows].join('\n');
}

function verbTable(): string {
  const rows = Object.values(verbs).map(({ usage, says }) => `| \`${cell(usage)}\` | ${cell(says)} |`);
  return ['| verb | what it does |', '|---|---|', ...rows].join('\n');
}

const TABLES = { commands: commandTable, verbs: verbTable, environment: environmentTable };

/** The README with its tables as the code has them now. */
export function currentReadme(): { present: string; wanted: string } {
  const present = readFileSync(README, 'utf8');
  let wanted = present;
  for (const [name, table] of Object.entries(TABLES)) {
    wanted = wanted.replace(
      new RegExp(`(<!-- ${name}: made from the code by npm run docs -->\n)[\\s\\S]*?(<!-- end -->)`),
      (_, before, after) => `${before}${table()}\n${after}`,
    );
  }
  return { present, wanted };
}

if (import.meta.main) writeFileSync(README, currentReadme().wanted);
