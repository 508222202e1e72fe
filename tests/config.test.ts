import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environment } from '../adapters/slack/settings.ts';
import { readConfig, readSettings, withoutWrong } from '../src/config.ts';

describe('configuration', () => {
  it('needs nothing', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      ok: true,
      value: {
        WHOSAID_DATA: './data',
        WHOSAID_MAX_AGE: 604_800_000,
        FETCH_HOST_PAUSE: 1000,
        WHOSAID_LANGUAGES: ['en'],
      },
    });
  });

  it('prints every problem at once, each with what to write', () => {
    const config = readConfig({
      WHOSAID_POLL: 'now and then',
      WHOSAID_MAX_AGE: 'a week',
      FETCH_HOST_PAUSE: 'none',
      FETCH_ALLOW_PRIVATE: 'home',
    });
    expect(config.ok).toBe(false);
    const lines = config.ok ? [] : config.why.split('\n');
    expect(lines).toHaveLength(4);
    expect(lines.find((l) => l.startsWith('WHOSAID_POLL'))).toContain('cron expression');
    expect(lines.find((l) => l.startsWith('WHOSAID_MAX_AGE'))).toContain('7d');
  });

  it('tells what variables must be together though another of them is wrong, and can go on with the right ones', () => {
    const given = { SLACK_BOT_TOKEN: 'xapp-1', PORT: 'here', WHOSAID_BURST: '3' };
    const read = readSettings(environment, given);
    const lines = read.ok ? [] : read.why.split('\n');
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual([
      'PORT',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
    ]);
    expect(withoutWrong(given, lines.join('\n'))).toEqual({ WHOSAID_BURST: '3' });
  });

  it('reads a value from a file named by NAME_FILE, and says when it cannot', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'whosaid-config-')), 'age');
    writeFileSync(file, '0\n');
    expect(readConfig({ WHOSAID_MAX_AGE_FILE: file })).toMatchObject({
      ok: true,
      value: { WHOSAID_MAX_AGE: 0 },
    });
    expect(readConfig({ WHOSAID_MAX_AGE_FILE: '/nowhere/age' })).toMatchObject({
      ok: false,
      why: expect.stringContaining('WHOSAID_MAX_AGE_FILE'),
    });
  });

  it('takes the tests’ settings', () => {
    const config = readConfig({
      FETCH_ALLOW_PRIVATE: '127.0.0.0/8',
      FETCH_HOST_PAUSE: '0',
      WHOSAID_MAX_AGE: '0',
      WHOSAID_POLL: '*/2 * * * * *',
    });
    expect(config).toMatchObject({
      ok: true,
      value: { FETCH_ALLOW_PRIVATE: ['127.0.0.0/8'], FETCH_HOST_PAUSE: 0, WHOSAID_MAX_AGE: 0 },
    });
  });
});
