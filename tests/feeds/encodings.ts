/** Text to bytes in the encodings of feeds. Node only decodes: the tables are `TextDecoder`'s, turned round. */
export const ENCODINGS = [
  'utf-8',
  'utf-8',
  'utf-8',
  'utf-8-bom',
  'us-ascii',
  'utf-16-le',
  'utf-16-be',
  'utf-16-le-bom',
  'utf-16-be-bom',
  'utf-32-le',
  'utf-32-be',
  'utf-32-le-bom',
  'utf-32-be-bom',
  'iso-8859-1',
  'windows-1252',
  'iso-8859-2',
  'koi8-r',
  'windows-1251',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'big5',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

const tables = new Map<string, Map<string, number[]>>();

function tableOf(label: string): Map<string, number[]> {
  const known = tables.get(label);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(label, { fatal: true });
  const table = new Map<string, number[]>();
  const put = (bytes: number[]) => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && !table.has(text)) table.set(text, bytes);
    } catch {
      // No character.
    }
  };
  for (let a = 0; a < 256; a += 1) put([a]);
  if (!/^(?:iso-8859|windows|koi8)/.test(label))
    for (let a = 0x81; a < 0xff; a += 1) for (let b = 0x40; b < 0xff; b += 1) put([a, b]);
  tables.set(label, table);
  return table;
}

/** A character that the encoding does not have becomes a reference, as writers of XML do. */
export function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8' || encoding === 'us-ascii') return new TextEncoder().encode(text);
  if (encoding === 'utf-8-bom') return new TextEncoder().encode(`\ufeff${text}`);
  const wide = /^utf-(16|32)-(le|be)(-bom)?$/.exec(encoding);
  if (wide !== null) {
    const size = Number(wide[1]) / 8;
    const marked = wide[3] === undefined ? text : `\ufeff${text}`;
    const units =
      size === 2
        ? Array.from({ length: marked.length }, (_, i) => marked.charCodeAt(i))
        : Array.from(marked, (c) => c.codePointAt(0) ?? 0);
    const view = new DataView(new ArrayBuffer(units.length * size));
    for (const [i, unit] of units.entries())
      if (size === 2) view.setUint16(i * 2, unit, wide[2] === 'le');
      else view.setUint32(i * 4, unit, wide[2] === 'le');
    return new Uint8Array(view.buffer);
  }
  const table = tableOf(encoding);
  return Uint8Array.from(
    Array.from(text).flatMap(
      (c) => table.get(c) ?? Array.from(`&#${c.codePointAt(0)};`, (each) => each.charCodeAt(0)),
    ),
  );
}
