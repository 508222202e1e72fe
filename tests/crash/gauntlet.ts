/**
 * One bot through many deaths: before each, a story appears, and a copy of the one before with somebody new in it. In the end
 * the channel shows every story, its outlets and its update exactly once.
 */
import { copyOf, event } from '../events.ts';
import { type Crash, killOn, nameOf } from './matrix.ts';
import { type PlatformName, STAGES } from './platforms.ts';
import { createScene, type Engine, type Scene, until } from './scene.ts';

/** A death at a step, at a request, or so many milliseconds after the start. */
export type Death = Crash | { after: number };

/** Milliseconds for what is left at the end: Slack takes a message a second. */
const PATIENCE: Record<PlatformName, number> = { discord: 120_000, slack: 400_000 };

/** What is wrong in the end; `deaths` says how many there were. */
export async function gauntlet(
  platform: PlatformName,
  engine: Engine,
  deaths: Death[],
  later: (i: number) => boolean = (i) => i % 4 === 3,
): Promise<{ wrong: string[]; deaths: number }> {
  const scene = await createScene(engine, await STAGES[platform]());
  try {
    for (const [i, death] of deaths.entries()) {
      publish(scene, i);
      await die(scene, death, i > 0 && later(i));
    }
    const polls = () => scene.world.hits.get('/one/feed.xml') ?? 0;
    const before = polls();
    await scene.start(undefined, later(deaths.length));
    const all = () => wrongIn(scene, deaths.length).length === 0;
    await until(
      scene,
      'everything',
      async () => all() && (await scene.open()) === 0,
      PATIENCE[platform],
    ).catch(() => {});
    // On a busy machine the last one may have had nothing to do and not be up yet.
    await until(scene, 'the last one up', () => polls() > before, PATIENCE[platform]);
    await new Promise((done) => setTimeout(done, 1_500));
    const { code } = await scene.stop();
    const wrong = [...wrongIn(scene, deaths.length), ...scene.stage.complaints()];
    if (code !== 0) wrong.push(`stopped with ${code}`);
    if (wrong.length > 0) {
      const of = wrong.flatMap((w) => /^story (\d+)/.exec(w)?.[1] ?? []).map((i) => event(Number(i)).title);
      wrong.push(`${await scene.open()} still to be read or delivered`);
      wrong.push(...(await scene.traces((text) => of.some((title) => text.includes(title)))), scene.log());
    }
    return { wrong, deaths: deaths.length };
  } finally {
    await scene.end();
  }
}

function publish({ world }: Scene, i: number): void {
  world.publish('one', event(i));
  if (i > 0) world.publish('two', copyOf(i - 1).article);
}

async function die(scene: Scene, death: Death, later: boolean): Promise<void> {
  if ('after' in death) {
    await scene.start(undefined, later);
    await new Promise((done) => setTimeout(done, death.after));
    if (!scene.alive()) throw new Error(`it ended by itself\n${scene.log()}`);
    return scene.kill();
  }
  if ('platform' in death) {
    const killing = killOn(scene, death);
    await scene.start(undefined, later);
    return killing;
  }
  await scene.start(nameOf(death), later);
  await until(scene, nameOf(death), () => !scene.alive());
  if (scene.killed() !== 'SIGKILL') throw new Error(`it ended by itself\n${scene.log()}`);
}

/** Compared with what a bot that nobody kills would show. */
function wrongIn(scene: Scene, events: number): string[] {
  const { posts, replies } = scene.shown();
  const wrong: string[] = [];
  const titles = Array.from({ length: events }, (_, i) => event(i).title);
  for (let i = 0; i < events; i++) {
    const { title } = event(i);
    const own = posts.filter((p) => p.includes(title));
    if (own.length !== 1) wrong.push(`story ${i}: ${own.length} times`);
    if (i === events - 1) continue;
    // A list shows headlines with the outlets of its moment, and is not edited: what its head article says is told by its title.
    const inList = titles.filter((t) => own[0]?.includes(t)).length > 1;
    if (!inList && !own.some((p) => p.includes('also in')))
      wrong.push(`story ${i}: its outlets are not shown`);
    const { said, article } = copyOf(i);
    const told = [...posts, ...replies].filter((p) => p.includes(said)).length;
    const listed = inList && own[0]?.includes(article.title);
    if (told !== 1 && !(told === 0 && listed)) wrong.push(`what is new in story ${i}: ${told} times`);
  }
  // After a longer downtime several stories are told in one list; in each post there is at least one.
  for (const post of posts)
    if (!titles.some((t) => post.includes(t))) wrong.push(`a post of no story: ${post}`);
  return wrong;
}
