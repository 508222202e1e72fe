import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { INVITED, SCOPES } from '../adapters/discord/permissions.ts';
import { SCOPES as SLACK_SCOPES } from '../adapters/slack/manifest.ts';
import { environment as slackEnvironment } from '../adapters/slack/settings.ts';
import { commands } from '../commands/index.ts';
import { verbs } from '../src/cli/verbs.ts';
import { environment } from '../src/config.ts';
import { run } from './cli/bot.ts';
import { currentReadme } from './readme.ts';

describe('documentation', () => {
  it('has the tables that the code has (npm run docs writes them)', () => {
    const { present, wanted } = currentReadme();
    expect(present).toBe(wanted);
    for (const c of commands) expect(present).toContain(`| \`/${c.name}\` |`);
    for (const name of Object.keys(environment.shape)) expect(present).toContain(`| \`${name}\` |`);
  });

  it('names every verb that the command line has', async () => {
    const { out } = await run(['--help']);
    const listed = [...out.matchAll(/^ {2}([a-z][a-z-]+)(?: |$)/gm)].map((m) => m[1] ?? '');
    expect(listed.filter((verb) => verb !== 'help')).toEqual(Object.keys(verbs));
  });

  it('names only npm scripts and verbs that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'));
    const { present } = currentReadme();
    const named = [...present.matchAll(/npm run ([a-z:]+)/g)].map((m) => m[1] ?? '');
    expect(named.filter((n) => !(n in scripts))).toEqual([]);
  });

  it('asks for the permissions that the invitation has', () => {
    const guide = readFileSync(join(import.meta.dirname, '..', 'docs', 'discord.md'), 'utf8');
    expect(guide).toContain(`scopes ${SCOPES.join(' and ')} and permissions ${INVITED}:`);
    expect(guide).toContain(`scope=${SCOPES.join('+')}&permissions=${INVITED}`);
  });

  it('says what each of Slack’s permissions is for', () => {
    const guide = readFileSync(join(import.meta.dirname, '..', 'docs', 'slack.md'), 'utf8');
    for (const scope of SLACK_SCOPES) expect(guide).toContain(`\`${scope}\``);
    for (const name of Object.keys(slackEnvironment.shape)) expect(guide).toContain(name);
  });

  it('keeps every command within the platforms’ limits', () => {
    for (const c of commands) {
      expect(c.name).toMatch(/^[a-z0-9_-]{1,32}$/);
      expect(c.summary.length).toBeLessThanOrEqual(100);
      expect(Object.keys(c.options.shape).length).toBeLessThanOrEqual(25);
      for (const [option, schema] of Object.entries(c.options.shape)) {
        expect(option).toMatch(/^[a-z0-9_-]{1,32}$/);
        expect(
          (schema as { description?: string }).description?.length ?? 0,
          `${c.name} ${option}`,
        ).toBeGreaterThan(3);
        expect((schema as { description?: string }).description?.length ?? 0).toBeLessThanOrEqual(100);
      }
      expect(c.examples.length).toBeGreaterThan(0);
    }
  });
});
