/** Bytes to text. No iconv: `TextDecoder` knows every encoding of the web. */
import sniff from 'html-encoding-sniffer';

/**
 * The text of a feed or a page. Order: byte order mark, valid UTF-8, the charset of the HTTP header, what the document
 * says of itself (meta, XML declaration), windows-1252. Valid UTF-8 comes before the header because headers lie more
 * often than text that happens to be valid UTF-8 is anything else. Never fails: unreadable bytes become U+FFFD.
 */
export function decodeText(body: Uint8Array, contentType: string | null): string {
  const wide = ofUtf32(body);
  if (wide !== null) return wide;
  const marked = ofMark(body) ?? ofWide(body);
  if (marked !== null) return decode(body, marked) ?? '';
  const said = [charsetOf(contentType), sniffed(body)].filter((label) => label !== null);
  // ISO-2022 text is all ASCII bytes with escapes, and so also valid UTF-8.
  const escaped = body.includes(0x1b)
    ? said.find((label) => /^(?:iso-2022|csiso2022)/i.test(label))
    : undefined;
  if (escaped !== undefined) return decode(body, escaped) ?? '';
  const utf8 = decode(body, 'utf-8') ?? '';
  if (mostlyUtf8(utf8)) return utf8;
  for (const label of said) {
    // Declared UTF-8 has just been shown to be untrue.
    const text = /^utf-?8$/i.test(label) ? null : decode(body, label);
    if (text !== null) return text;
  }
  return decode(body, 'windows-1252') ?? utf8;
}

/** UTF-32, with its mark or beginning in ASCII: no web standard has it, so `TextDecoder` does not, and a few feeds do. */
function ofUtf32(body: Uint8Array): string | null {
  const [a, b, c, d] = body;
  const big = a === 0 && b === 0 && ((c === 0xfe && d === 0xff) || (c === 0 && isAscii(d)));
  const little = c === 0 && d === 0 && ((a === 0xff && b === 0xfe) || (b === 0 && isAscii(a)));
  if (!big && !little) return null;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const out: string[] = [];
  for (let at = 0; at + 4 <= body.byteLength; at += 4) {
    const code = view.getUint32(at, little);
    out.push(code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\ufffd' : String.fromCodePoint(code));
  }
  return out.join('').replace(/^\ufeff/, '');
}

function ofMark(body: Uint8Array): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: what begins in ASCII ("<", "{") has a zero byte beside it. */
function ofWide(body: Uint8Array): string | null {
  const [a, b, c, d] = body;
  if (isAscii(a) && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  if (a === 0 && isAscii(b) && c === 0 && d !== 0) return 'utf-16be';
  return null;
}

const isAscii = (byte: number | undefined): boolean => byte !== undefined && byte > 0 && byte < 0x80;

function charsetOf(contentType: string | null): string | null {
  return /charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1] ?? null;
}

/** What the document says of itself, or null: asked twice with different defaults, because a default is no answer. */
function sniffed(body: Uint8Array): string | null {
  const head = body.subarray(0, 4096);
  const declared = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(
    decode(head.subarray(0, 300), 'windows-1252') ?? '',
  )?.[1];
  if (declared !== undefined) return declared;
  const first = sniff(head, { defaultEncoding: 'windows-1252', maxPrescanBytes: 4096 });
  const second = sniff(head, { defaultEncoding: 'UTF-8', maxPrescanBytes: 4096 });
  return first === second ? first : null;
}

/** UTF-8 without a fault, or with so few (a cut character, one bad paste) that another encoding would spoil far more. */
function mostlyUtf8(text: string): boolean {
  let faults = 0;
  let beyond = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) faults += 1;
    else if (code > 0x7f) beyond += 1;
  }
  return faults === 0 || beyond > 4 * faults;
}

function decode(body: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label).decode(body);
  } catch {
    return null;
  }
}
