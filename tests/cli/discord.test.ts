/** The bot as a child process on a fake Discord, with a folder of articles: as an operator runs it. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, interact, partsOf, press, textOf } from '../adapters/discord/bench.ts';
import { createFake, type Fake } from '../adapters/discord/fake/server.ts';
import { until } from '../until.ts';
import { run, scratch, service } from './bot.ts';
import { ADDED, CALL } from './boxes.ts';

const NEWS = '200000000000000001';

const TITLE = 'North Korea ships containers to Russia for a third month';

let fake: Fake;
beforeAll(async () => {
  fake = await createFake();
  fake.world.addChannel({ id: NEWS });
});
const running: ReturnType<typeof service>[] = [];
afterAll(async () => {
  await Promise.all(running.map((bot) => bot.kill()));
  await fake.close();
});

const settings = (data: string) => ({
  WHOSAID_DATA: data,
  WHOSAID_POLL: '* * * * * *',
  DISCORD_TOKEN: fake.token,
  DISCORD_API_BASE: fake.api,
});

/** An article appears whole, as an editor's save does. */
function publish(folder: string, name: string, title: string, paragraphs: string[]): void {
  writeFileSync(join(folder, '..', `${name}.part`), `${title}\n\n${paragraphs.join('\n\n')}\n`);
  renameSync(join(folder, '..', `${name}.part`), join(folder, `${name}.txt`));
}

describe('the bot on Discord', () => {
  it('alerts once, updates in the thread, pages answers, over a kill while a post is in flight', async () => {
    const data = scratch('discord');
    const folder = join(scratch('discord-feeds'), 'wire');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'roses.txt'),
      'Roses by the sea\n\nSalt wind is hard on roses, said Ida Moss, a gardener.\n',
    );
    const bot = service(['start', '--feeds', folder], settings(data));
    running.push(bot);
    bot.start();
    await until('the commands are registered', () => fake.world.commands().length > 0);
    const subscribed = await interact(fake, command('subscribe', { topic: 'north-korea-russia' }));
    expect(textOf(await subscribed.answer())).toContain('Done: this channel');

    // The post lands, and the bot is killed before it can know.
    fake.fail('POST', /messages$/, 'hang after storing');
    publish(folder, 'rajin', TITLE, CALL);
    await until('the post is in flight', () => fake.asked('POST', /messages$/).length === 1);
    await bot.kill();
    expect(fake.world.in(NEWS)).toHaveLength(1);
    fake.world.forgetNonces();
    bot.start();
    await until('signed in again', () => fake.gateway.identified === 2);
    publish(folder, 'boxes', 'Boxes at Rajin again', [...CALL.slice(0, 3), ADDED, '— Coastwire']);
    await until('the update', () => fake.world.threadsOf(NEWS).some((t) => fake.world.in(t.id).length > 0));
    const [alert, ...others] = fake.world.in(NEWS);
    expect(others).toEqual([]);
    expect(textOf(alert ?? {})).toContain('Who said what');
    const [thread] = fake.world.threadsOf(NEWS);
    expect(thread?.name).toBe(TITLE);
    expect(fake.world.in(thread?.id ?? '').map((m) => textOf(m).split('\n')[0])).toEqual([
      expect.stringContaining('Hedda Lund'),
    ]);

    const asked = await interact(fake, command('whosaid', { about: 'boxes' }));
    expect(asked.took).toBeLessThan(500);
    expect(textOf(await asked.answer())).toContain('forty boxes');
    const many = Array.from(
      { length: 12 },
      (_, n) =>
        `“Container number ${n} came from North Korea,” said Harbour Clerk ${'ABCDEFGHIJKL'[n]}ndersen in Vladivostok, Russia.`,
    );
    publish(folder, 'clerks', 'Clerks count what North Korea ships to Russia', many);
    const ask = async () =>
      (await interact(fake, command('whosaid', { topic: 'north-korea-russia' }))).answer();
    let long = await ask();
    for (let n = 0; n < 60 && !textOf(long).includes('Page 1 of'); n++) {
      await new Promise((done) => setTimeout(done, 200));
      long = await ask();
    }
    const next = partsOf(long).find((p) => p.label === 'Next')?.custom_id ?? '';
    const paged = await interact(fake, press(next, { id: '1', flags: 64 }));
    expect(paged.first.type).toBe(6);
    expect(textOf(await paged.answer())).toMatch(/Page 2 of \d/);
    const context = partsOf(alert ?? {}).find((p) => p.label === 'Context')?.custom_id ?? '';
    const pressed = await interact(fake, press(context));
    expect(pressed.first).toMatchObject({ type: 5, data: { flags: 64 } });
    expect(textOf(await pressed.answer())).toMatch(/\*\*“?We counted forty boxes before lunch/);
    expect(await bot.stop()).toBe(0);
    expect(fake.complaints).toEqual([]);
    expect(bot.err()).not.toMatch(/unexpected|Unhandled|fake\.bot\.token/);
  }, 90_000);

  it('stops when it is told to, also while Discord is away', async () => {
    const gone = await createFake();
    const bot = service(['start', '--feeds', scratch('discord-quiet')], {
      ...settings(scratch('discord-stop')),
      DISCORD_API_BASE: gone.api,
    });
    running.push(bot);
    bot.start();
    await until('signed in', () => gone.world.commands().length > 0);
    gone.gateway.silent = true;
    gone.gateway.disconnect(4000);
    await new Promise((done) => setTimeout(done, 500));
    await gone.close();
    const from = Date.now();
    expect(await bot.stop()).toBe(0);
    expect(Date.now() - from).toBeLessThan(8_000);
  }, 30_000);

  it('says what is wrong with a token or a network, in the log and in check', async () => {
    const data = scratch('discord-wrong');
    const feeds = ['--feeds', scratch('discord-none')];
    const wrong = await run(['check', ...feeds], { ...settings(data), DISCORD_TOKEN: 'wrong.token.here' });
    expect(wrong).toMatchObject({
      code: 1,
      out: expect.stringContaining('wrong Discord: DISCORD_TOKEN is not accepted.'),
    });
    expect(wrong.out).not.toContain('wrong.token.here');
    const away = await run(['check', ...feeds], {
      ...settings(data),
      DISCORD_API_BASE: 'http://127.0.0.1:9/api',
    });
    expect(away.out).toContain('wrong Discord cannot be asked: Discord cannot be reached');
    const good = await run(['check', ...feeds], settings(data));
    expect(good.out).toContain('ok    Discord: DISCORD_TOKEN belongs to whosaid, in 1 server');
    expect(good.out).toMatch(
      /https:\/\/discord\.com\/oauth2\/authorize\?client_id=300000000000000001&scope=bot\+applications\.commands&permissions=309237763072/,
    );
    const shards = await run(['start', '--once', ...feeds], { ...settings(data), DISCORD_SHARDS: 'many' });
    expect(shards).toMatchObject({ code: 1, err: expect.stringContaining('DISCORD_SHARDS takes auto') });
  }, 90_000);
});
