/** Replies as commands make them: nodes with the whole message in words beside them. */
import type { Desk, Node, Reply, SpeakerHit } from '../src/chat.ts';
import { message, plain } from '../src/shown.ts';

import { words } from '../src/words.ts';

export const privately = (nodes: Node[]): Reply => ({ ...message(nodes), visibility: 'private' });

/** The one speaker of this name, or the sentence that says what to type. */
export async function oneSpeaker(
  typed: string | undefined,
  desk: Desk,
  missing: string,
): Promise<SpeakerHit | string> {
  if (typed === undefined || typed.trim() === '') return missing;
  const byId = typed.startsWith('#') ? await desk.speaker(typed.slice(1)) : null;
  if (byId !== null) return byId;
  const hits = await desk.speakersNamed(typed);
  const [first] = hits;
  if (first === undefined) {
    const near = await desk.speakersLike(typed, 5);
    return words.whosaid.unknown(
      typed,
      near.map((h) => h.name),
    );
  }
  return hits.length === 1
    ? first
    : words.speaker.several(
        typed,
        hits.map((h) => h.name),
      );
}

/** One sentence, to the asker alone. */
export const sentence = (text: string): Reply => privately([{ kind: 'text', text: [plain(text)] }]);
