/** One crash, and what the channel shows in the end: a story told and updated, and another, each part exactly once. */
import type { Step } from '../../src/steps.ts';
import { copyOf, event } from '../events.ts';
import { type PlatformName, type Request, STAGES } from './platforms.ts';
import { createScene, type Engine, type Scene, until } from './scene.ts';

/** Where the bot dies: at its own step (for the nth time), or when the platform has got as far with the nth request of a kind. */
export type Crash =
  | { at: Step; time: number }
  | { platform: 'received' | 'stored' | 'answered'; of: Request };

export const nameOf = (crash: Crash): string =>
  'at' in crash ? `${crash.at}:${crash.time}` : `${crash.of} ${crash.platform}`;

/** Runs it; returns what is wrong in the end, nothing when all is as it should be. */
export async function crashed(
  platform: PlatformName,
  engine: Engine,
  crash: Crash,
  later: boolean,
): Promise<string[]> {
  const scene = await createScene(engine, await STAGES[platform]());
  try {
    return await run(scene, crash, later);
  } finally {
    await scene.end();
  }
}

async function run(scene: Scene, crash: Crash, later: boolean): Promise<string[]> {
  const { stage, world } = scene;
  const first = event(1);
  const second = event(2);
  const copy = copyOf(1);
  world.publish('one', first);
  let killing: Promise<void> | null = null;
  if ('platform' in crash) killing = killOn(scene, crash);
  await scene.start('at' in crash ? `${crash.at}:${crash.time}` : undefined);
  let restarted = false;
  const reviving = async () => {
    if (restarted || scene.alive()) return;
    if (scene.killed() !== 'SIGKILL') throw new Error(`it ended by itself\n${scene.log()}`);
    restarted = true;
    await killing;
    await scene.start(undefined, later);
  };
  const holds = (what: string, that: (posts: string[], replies: string[]) => boolean) =>
    until(scene, what, async () => {
      await reviving();
      const { posts, replies } = scene.shown();
      return that(posts, replies);
    });
  await holds('the first alert', (posts) => posts.some((p) => p.includes(first.title)));
  world.publish('two', copy.article);
  world.publish('one', second);
  await holds(
    'everything',
    (posts, replies) =>
      posts.some((p) => p.includes(second.title)) &&
      posts.some((p) => p.includes(first.title) && p.includes('also in')) &&
      replies.length > 0,
  );
  await until(scene, 'the crash', async () => {
    await reviving();
    return restarted;
  });
  await until(scene, 'nothing left to do', async () => scene.alive() && (await scene.open()) === 0);
  await new Promise((done) => setTimeout(done, 300));
  const { code } = await scene.stop();
  const { posts, replies } = scene.shown();
  const wrong: string[] = [];
  const count = (what: string, list: string[], text: string, wanted: number) => {
    const n = list.filter((p) => p.includes(text)).length;
    if (n !== wanted) wrong.push(`${what}: ${n} times`);
  };
  count('the first story', posts, first.title, 1);
  count('the second story', posts, second.title, 1);
  count('the outlets line', posts, 'also in', 1);
  count('the update', replies, copy.said, 1);
  if (posts.length !== 2) wrong.push(`${posts.length} posts`);
  if (replies.length !== 1) wrong.push(`${replies.length} replies`);
  wrong.push(...stage.complaints());
  if (code !== 0) wrong.push(`stopped with ${code}`);
  return wrong;
}

/** Kills the bot when the platform has come so far with the next request of a kind. */
export async function killOn(scene: Scene, crash: Extract<Crash, { platform: string }>): Promise<void> {
  const { stage } = scene;
  const seen = () => (crash.platform === 'answered' ? stage.answered(crash.of) : stage.came(crash.of));
  const before = seen();
  if (crash.platform !== 'answered') stage.hang(crash.of, crash.platform === 'stored');
  await until(scene, `${crash.of} ${crash.platform}`, () => seen() > before, 60_000);
  await scene.kill();
}
