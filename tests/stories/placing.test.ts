import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Neighbour, type Newcomer, placeArticle } from '../../src/stories/placing.ts';
import {
  DAY,
  FERRY,
  FERRY_COPY,
  FERRY_LATER,
  FERRY_OTHER,
  filed,
  HOUR,
  NOON,
  newcomer,
  STRIKE,
} from './world.ts';

const corvo = newcomer({
  ...FERRY,
  outlet: 'Corvo News Agency',
  wire: 'Corvo',
  url: 'https://corvo.example/1',
});
const copy = newcomer({ ...FERRY_COPY, at: NOON + 3 * HOUR, wire: 'Corvo' });
const ferry = () => filed('a1', corvo, placeArticle(corvo, []));

/** Files one after another and returns what became of each. */
function fileAll(articles: Newcomer[]): Neighbour[] {
  const neighbours: Neighbour[] = [];
  for (const [at, article] of articles.entries())
    neighbours.push(filed(`a${at + 1}`, article, placeArticle(article, neighbours)));
  return neighbours;
}

describe('placing an article', () => {
  test('the first of its story is an original, whose wire is itself', () => {
    expect(placeArticle(corvo, [])).toMatchObject({
      storyId: null,
      role: 'original',
      copyOf: null,
      wire: 'Corvo News Agency',
    });
  });

  test('a paper that carries the text is a copy, the wire by its full name', () => {
    const placed = placeArticle(copy, [ferry()]);
    expect(placed).toMatchObject({
      storyId: 'story of a1',
      role: 'copy',
      copyOf: 'a1',
      wire: 'Corvo News Agency',
    });
    expect(placed.why.join(' ')).toMatch(/^A copy of “Ferry Aurelia .+ \d+ % of the shorter text/);
  });

  test('a copy that adds paragraphs of its own is still a copy', () => {
    const text = `${FERRY_COPY.text}\n\nThe Norvik Post has learned that a second ferry was late. “We were told to wait,” said Olle Brandt, who had a ticket.`;
    expect(placeArticle(newcomer({ ...copy, text }), [ferry()])).toMatchObject({
      role: 'copy',
      copyOf: 'a1',
    });
  });

  test('a copy that quotes others and is half its own work is that outlet’s version, and no later text of the wire', () => {
    const said = ['“We were told to wait,” he said.', '“Nobody came to the quay,” she said.'];
    const own = `The Norvik Post has learned that a second ferry waited for hours off the quay on the same evening, and that its passengers
      were given neither food nor any word of when they would land. Olle Brandt, who had a ticket, was among them. ${said[0]} Ines Falk, who
      sells coffee at the quay, waited on the other side with blankets that nobody had asked her for. ${said[1]}`;
    const text = `${FERRY_COPY.text}\n\n${own.replace(/\s+/g, ' ')}`;
    const statements = [
      { speaker: 'Olle Brandt', kind: 'direct' as const, pieces: ['“We were told to wait,”'] },
      { speaker: 'Ines Falk', kind: 'direct' as const, pieces: ['“Nobody came to the quay,”'] },
    ];
    const uncredited = { ...copy, wire: null, text };
    const placed = placeArticle(newcomer({ ...uncredited, statements }), [ferry()]);
    expect(placed).toMatchObject({ role: 'version', copyOf: 'a1', later: false });
    expect(placeArticle(newcomer({ ...uncredited, statements: [] }), [ferry()]).role).toBe('copy');
    // The wire's later text, which is in no feed, in a paper that credits it.
    expect(placeArticle(newcomer({ ...copy, text, statements }), [ferry()]).role).toBe('copy');
  });

  test("the wire's fuller text is a version, at the same address or at another", () => {
    const later = { ...FERRY_LATER, outlet: 'Corvo', wire: 'Corvo', at: NOON + 6 * DAY };
    expect(placeArticle(newcomer(later), [ferry()])).toMatchObject({
      role: 'version',
      copyOf: 'a1',
      storyId: 'story of a1',
    });
    const rewritten = { ...STRIKE, outlet: 'Corvo News Agency', url: corvo.url, at: NOON + HOUR };
    expect(placeArticle(newcomer(rewritten), [ferry()])).toMatchObject({ role: 'version', copyOf: 'a1' });
  });

  test('a copy of the later text is taken from that, not from the first', () => {
    const later = newcomer({ ...FERRY_LATER, outlet: 'Corvo News Agency', wire: 'Corvo', at: NOON + DAY });
    const last = newcomer({
      ...FERRY_LATER,
      title: 'Ferries to be checked',
      at: NOON + 2 * DAY,
      outlet: 'The Isle Mail',
    });
    const placed = fileAll([corvo, copy, later, last]);
    expect(placed.at(-1)).toMatchObject({
      role: 'copy',
      copyOf: 'a3',
      wire: 'Corvo News Agency',
      storyId: 'story of a1',
    });
  });

  test('other words about the same event are independent, of the same story', () => {
    const other = newcomer({ ...FERRY_OTHER, outlet: 'The Isle Mail', at: NOON + 8 * HOUR });
    const placed = placeArticle(other, [ferry()]);
    expect(placed).toMatchObject({ storyId: 'story of a1', role: 'independent', copyOf: null, wire: null });
    expect(placed.why.join(' ')).toContain('they share a quotation');
    const afterFourDays = { ...other, at: NOON + 4 * DAY };
    expect(placeArticle(afterFourDays, [ferry()])).toMatchObject({ storyId: null, role: 'original' });
  });

  test('another event on the same day, place and subject is another story', () => {
    const strike = newcomer({ ...STRIKE, outlet: 'The Isle Mail', at: NOON + HOUR });
    expect(
      placeArticle(strike, [ferry(), filed('a2', copy, placeArticle(copy, [ferry()]))]).storyId,
    ).toBeNull();
  });

  test("two papers' copies of a wire that is in no feed are one story, the wire named from their credits", () => {
    const second = newcomer({
      ...FERRY_COPY,
      title: 'Ferry on the reef',
      outlet: 'The Isle Mail',
      wire: null,
      at: NOON + 5 * HOUR,
    });
    const [first, next] = fileAll([copy, second]);
    expect(first).toMatchObject({ role: 'copy', copyOf: null, wire: 'Corvo' });
    expect(next).toMatchObject({ storyId: first?.storyId, role: 'copy', copyOf: 'a1', wire: 'Corvo' });
  });

  test('a copy may arrive before its original, or even be dated before it', () => {
    const [early, original] = fileAll([{ ...copy, at: NOON + 10 * 60_000 }, corvo]);
    expect(original).toMatchObject({
      storyId: early?.storyId,
      role: 'original',
      copyOf: null,
      wire: 'Corvo News Agency',
    });
    expect(placeArticle({ ...corvo, at: NOON + 30 * 60_000 }, [early as Neighbour])).toMatchObject({
      role: 'original',
    });
  });

  test('a text under its own credit, or named in the copy that came first, is the original', () => {
    const bare = newcomer({ ...FERRY_COPY, text: FERRY_COPY.text.replace(' — Corvo', ''), at: NOON - HOUR });
    expect(fileAll([bare, corvo])[1]).toMatchObject({ role: 'original', wire: 'Corvo News Agency' });
    const paper = newcomer({ ...FERRY, outlet: 'Harbour Letter' });
    expect(fileAll([bare, paper])[1]).toMatchObject({ role: 'copy', copyOf: 'a1' });
    const naming = { ...bare, text: `${bare.text} Harbour Letter was the first to report it.` };
    expect(fileAll([naming, paper])[1]).toMatchObject({ role: 'original', copyOf: null });
  });

  test('a canonical link to another site names the source', () => {
    const linked = newcomer({ ...STRIKE, copiedFrom: 'https://corvo.example/1', at: NOON + HOUR });
    expect(placeArticle(linked, [ferry()])).toMatchObject({ role: 'copy', copyOf: 'a1' });
  });

  test('sister papers that carry one wire are copies of it, not versions of each other', () => {
    const sister = { ...copy, outlet: 'The Isle Mail', owner: 'Belt Media', at: NOON + 4 * HOUR };
    const placed = fileAll([corvo, { ...copy, owner: 'Belt Media' }, sister]);
    expect(placed.map(({ role }) => role)).toEqual(['original', 'copy', 'copy']);
    expect(placed[2]?.copyOf).toBe('a1');
  });

  test('a follow-up weeks later is a new story that names its predecessor', () => {
    const followUp = newcomer({
      outlet: 'Corvo News Agency',
      title: 'Inquiry into Aurelia begins three weeks after grounding on Skarn reef',
      text: 'An inquiry into the grounding of the car ferry Aurelia on the Skarn reef opened in Norvik on Monday. Coastguard commander Tarik Ohlsen was the first to be heard. Ilse Marrow, a schoolteacher, is to be heard on Friday.',
      at: NOON + 21 * DAY,
    });
    const placed = placeArticle(followUp, [ferry()]);
    expect(placed).toMatchObject({ storyId: null, role: 'original', follows: 'story of a1' });
    expect(placed.why.join(' ')).toContain('It follows “Ferry Aurelia');
  });

  test('a short text of stock phrases is nobody’s copy', () => {
    const stock =
      'The official spoke on condition of anonymity because he was not authorised to speak to the media.';
    const one = newcomer({
      title: 'Ship late',
      text: `A freighter with timber from the north is six hours late in Norvik tonight because of fog over the outer roads. ${stock}`,
    });
    const two = newcomer({
      title: 'Budget cut',
      text: `Next year the town will spend a tenth less on lamps, benches and flower beds, and nothing on the old bandstand. ${stock}`,
      outlet: 'The Isle Mail',
    });
    expect(fileAll([one, two]).map(({ storyId }) => storyId)).toEqual(['story of a1', 'story of a2']);
  });

  test('gives its reason to be kept: whose text and how much of it, what two reports share, or what is new', () => {
    const first = placeArticle(corvo, []);
    expect(first.reason).toEqual({ is: 'new', credit: null, follows: null });
    const of = { id: 'a1', title: FERRY.title, outlet: 'Corvo News Agency' };
    const { reason } = placeArticle(copy, [ferry()]);
    expect(reason).toMatchObject({ is: 'text', as: 'copy', of, by: 'words', credit: 'Corvo' });
    expect(reason.is === 'text' ? reason.share : 0).toBeGreaterThan(0.6);
    const other = placeArticle(newcomer({ ...FERRY_OTHER, outlet: 'The Sound', at: NOON + HOUR }), [ferry()]);
    expect(other.reason).toMatchObject({ is: 'event', of, shared: { quotations: 1 } });
    const names = other.reason.is === 'event' ? other.reason.shared.names : [];
    expect(names).toEqual(expect.arrayContaining(['Aurelia', 'Skarn', 'Norvik']));
    const lonely = placeArticle(copy, []);
    expect(lonely.reason).toEqual({ is: 'new', credit: 'Corvo', follows: null });
    const linked = placeArticle(newcomer({ ...copy, text: STRIKE.text, copiedFrom: corvo.url }), [ferry()]);
    expect(linked.reason).toMatchObject({ is: 'text', by: 'link', share: null });
  });

  test('is deterministic, and the order of the neighbours does not decide', () => {
    const filedOnes = fileAll([
      corvo,
      copy,
      newcomer({ ...FERRY_LATER, outlet: 'Corvo News Agency', at: NOON + DAY }),
      newcomer({ ...STRIKE, outlet: 'The Isle Mail', at: NOON + HOUR }),
    ]);
    const last = newcomer({ ...FERRY_OTHER, outlet: 'The Sound', at: NOON + 9 * HOUR });
    const expected = placeArticle(last, filedOnes);
    fc.assert(
      fc.property(fc.shuffledSubarray(filedOnes, { minLength: 4 }), (neighbours) => {
        const { why: _, reason: __, ...placed } = placeArticle(last, neighbours);
        expect(placed).toEqual({
          storyId: expected.storyId,
          role: expected.role,
          copyOf: null,
          wire: null,
          follows: null,
          later: false,
        });
      }),
      { numRuns: 20 },
    );
  });
});
