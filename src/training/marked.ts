/**
 * Articles we invented, annotated in their text: `[S1: Kim] [C1: said] [T1: it was raining].` S is a source, C a cue, T the
 * words said; a number ties them together, `[S1+S2: He]` serves two, T without S or C has none. The first line is the name.
 */
import type { Annotated, Attribution, Offsets } from './gold.ts';

type Mark = { kind: string; number: number; span: Offsets };

/** Articles between lines of `=== name`. Throws, naming article and mark, when marks do not close or tie nothing. */
export function readMarked(text: string): Annotated[] {
  return text
    .split(/^=== /mu)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      const name = part.slice(0, end).trim();
      return article(name, part.slice(end + 1).trim());
    });
}

function article(name: string, marked: string): Annotated {
  const fail = (why: string): never => {
    throw new Error(`training: article “${name}”: ${why}`);
  };
  const marks: Mark[] = [];
  const open: { ids: string[]; start: number }[] = [];
  let text = '';
  const opening = /\[((?:[SCT]\d+)(?:\+[SCT]\d+)*): ?/uy;
  for (let at = 0; at < marked.length; ) {
    opening.lastIndex = at;
    const begin = opening.exec(marked);
    if (begin) {
      open.push({ ids: (begin[1] ?? '').split('+'), start: text.length });
      at = opening.lastIndex;
    } else if (marked[at] === ']' && open.at(-1)?.ids.length) {
      const { ids, start } = open.pop() ?? { ids: [], start: 0 };
      const span = { start, end: text.length };
      if (span.end === span.start) fail(`the mark ${ids.join('+')} holds no words`);
      for (const id of ids) marks.push({ kind: id.slice(0, 1), number: Number(id.slice(1)), span });
      at++;
    } else {
      // A bracket of the text itself.
      if (marked[at] === '[') open.push({ ids: [], start: text.length });
      else if (marked[at] === ']') open.pop();
      text += marked[at];
      at++;
    }
  }
  const left = open.find((o) => o.ids.length > 0);
  if (left) fail(`the mark ${left.ids.join('+')} is not closed`);
  return { doc_id: name, split: 'invented', text, attributions: attributions(marks, fail) };
}

/** One record a piece, in the shape of the annotated articles. */
function attributions(marks: Mark[], fail: (why: string) => never): Attribution[] {
  const of = (kind: string, number: number) =>
    marks.filter((m) => m.kind === kind && m.number === number).map((m) => m.span);
  for (const { kind, number } of marks) {
    if (kind !== 'T' && of('T', number).length === 0) fail(`${kind}${number} has no T${number}`);
    if (kind !== 'T' && of(kind, number).length > 1) fail(`${kind}${number} stands twice`);
  }
  const contents = marks.filter((m) => m.kind === 'T').sort((a, b) => a.span.start - b.span.start);
  contents.forEach((m, i) => {
    const next = contents[i + 1];
    if (next && next.span.start < m.span.end) fail(`T${m.number} and T${next.number} overlap`);
  });
  return contents.map(({ number, span }) => ({
    source: of('S', number)[0] ?? null,
    cue: of('C', number)[0] ?? null,
    content: span,
  }));
}
