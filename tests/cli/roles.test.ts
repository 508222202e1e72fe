/** Pollers, deliverers and a gateway as processes of their own on one PostgreSQL. */
import { afterEach, describe, expect, it } from 'vitest';
import { command, interact, textOf } from '../adapters/discord/bench.ts';
import { discordStage } from '../crash/platforms.ts';
import { createScene, type Scene, until } from '../crash/scene.ts';
import { event } from '../events.ts';
import { run, service } from './bot.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function process_(scene: Scene, role: string) {
  const bot = service(['start', '--feeds', scene.list, '--role', role], scene.env);
  ends.push(() => bot.kill());
  bot.start();
  return bot;
}

describe('roles', () => {
  // Most of it is waiting for a lease to run out: with `npm run test:long`.
  it.runIf(process.env.WHOSAID_LONG === '1')(
    'share the work, and a dead deliverer’s is taken over within 30 s',
    async () => {
      const discord = await discordStage();
      const scene = await createScene('postgres', discord);
      ends.push(() => scene.end());
      const gateway = process_(scene, 'gateway');
      const pollers = [process_(scene, 'poll'), process_(scene, 'poll')];
      await until(scene, 'commands', () => discord.fake.world.commands().length > 0);
      scene.world.publish('one', event(1));
      await until(scene, 'a delivery is planned', async () => (await scene.open()) === 1);
      await new Promise((done) => setTimeout(done, 1_500));
      expect(scene.shown().posts).toEqual([]);
      expect(discord.fake.gateway.identified).toBe(1);

      discord.fake.fail('POST', /messages$/, 'hang after storing');
      const dying = process_(scene, 'deliver');
      await until(scene, 'a post in flight', () => discord.fake.asked('POST', /messages$/).length === 1);
      await dying.kill();
      const died = Date.now();
      const living = process_(scene, 'deliver');
      scene.world.publish('two', event(2));
      await until(scene, 'the other story', () =>
        scene.shown().posts.some((p) => p.includes(event(2).title)),
      );
      await until(scene, 'the dead one’s post is settled', async () => (await scene.open()) === 0);
      expect(Date.now() - died).toBeLessThan(32_000);
      expect(scene.shown().posts).toHaveLength(2);
      const asked = await interact(discord.fake, command('about', {}));
      expect(textOf(await asked.answer())).toContain('2 stories');
      for (const bot of [gateway, living, ...pollers]) expect(await bot.stop()).toBe(0);
      expect(discord.fake.gateway.identified).toBe(1);
      expect(discord.fake.complaints).toEqual([]);
    },
    240_000,
  );

  it('need a database and a platform, and say so', async () => {
    const alone = await run(['start', '--role', 'poll'], { DISCORD_TOKEN: 'x' });
    expect(alone).toMatchObject({ code: 1, err: expect.stringMatching(/^--role poll needs PostgreSQL/) });
    const unknown = await run(['start', '--role', 'boss'], {});
    expect(unknown).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no role “boss”/) });
  }, 60_000);
});
