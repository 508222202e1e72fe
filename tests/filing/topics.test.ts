/** What a story is about once copies and other reports have joined it. */
import { beforeEach, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from './newsroom.ts';

const STRIKE = {
  url: 'https://post.example/strike',
  outlet: 'Fjord Post',
  title: 'Ferry crews walk out at Korsvik',
  text: 'Ferry crews at Korsvik walked out at dawn on Friday over a roster that their union calls unsafe.\n\n“Nobody sails on four hours of sleep,” said Signe Aas, who leads the crews’ union.\n\nThe line carries three hundred commuters across the fjord every morning and has no spare boat, so that schoolchildren from Holm stayed at home and the fish hall sold its catch on the wrong side of the water.\n\nThe company said it would talk on Saturday if the crews sailed on Friday evening. The crews met in the old net loft, voted by raised hands, and sent the company a drawing of a bed instead of an answer.',
};
/** Its paper wove its own hobby-horse in. */
const WOVEN = {
  ...STRIKE,
  url: 'https://mail.example/strike',
  outlet: 'Harbour Mail',
  text: `${STRIKE.text}\n\nThe paper has asked for a bridge since spring. A bridge needs no crew. “A bridge does not sleep,” said Otto Fisk, a baker.`,
};

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});

it('puts no story on a topic that only a copy of it mentions', async () => {
  const { storyId } = await room.file(STRIKE);
  expect((await room.file(WOVEN)).storyId).toBe(storyId);
  expect(await room.say('timeline', { topic: 'bridges' })).toMatch(/^Nobody has said anything on that/);
  expect(await room.say('latest', { topic: 'bridges' })).toMatch(/^No story on Bridges yet/);
  expect(await room.say('timeline', { topic: 'ferries' })).toContain('A bridge does not sleep');
  expect(await room.say('explain', { link: WOVEN.url })).toContain(
    'Bridges: no, as its story is not on it, and a copy brings its story no topic. By its own words yes:',
  );
});

it('holds a new topic against reports of their own alone', async () => {
  await room.file(STRIKE);
  await room.file(WOVEN);
  await room.say('topic', { do: 'edit', topic: 'bridges', query: 'bridge OR viaduct' });
  expect(await room.say('latest', { topic: 'bridges' })).toMatch(/^No story on Bridges yet/);
});

it('takes the topics of a copy that tells far more than the story had', async () => {
  const [flash = ''] = STRIKE.text.split('\n\n');
  const { storyId } = await room.file({ ...STRIKE, text: flash });
  expect((await room.file(WOVEN)).storyId).toBe(storyId);
  expect(await room.say('latest', { topic: 'bridges' })).toContain(STRIKE.title);
});

it('takes the topics of another report of the event', async () => {
  const { storyId } = await room.file(STRIKE);
  const other = await room.file({
    url: 'https://echo.example/roster',
    outlet: 'Island Echo',
    title: 'Korsvik ferry crews walk out, and a bridge is talked of again',
    text: 'A walkout by ferry crews left three hundred commuters standing at the quay of Korsvik on Friday, and talk of a bridge came back by noon.\n\n“The roster gives them four hours of sleep,” said Nora Vik, who counts ships. Signe Aas of the crews’ union asked for a meeting.',
  });
  expect(other.storyId).toBe(storyId);
  expect(await room.say('latest', { topic: 'bridges' })).toContain(STRIKE.title);
});
