/** How the tests of this room write a statement down: "speaker | kind stance | cue | piece ⟂ piece". */
import { attribute } from '../../src/statements/attribute.ts';

export const PUBLISHED = '2024-06-14T10:00:00+09:00';

export function sayings(text: string, publishedAt: string | null = PUBLISHED): string[] {
  return attribute(text, { title: null, publishedAt }).map(
    (s) =>
      `${s.speaker?.name ?? '∅'} | ${s.kind} ${s.stance} | ${s.cue?.text ?? '∅'} | ${s.pieces.map((p) => p.text).join(' ⟂ ')}`,
  );
}
